import { createHash, timingSafeEqual } from 'node:crypto';
import { isJsonContentType } from '@modelcontextprotocol/server';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { readMessage } from './read-message.ts';

const LONGEST_BODY = 1024 * 1024;

/** Refuses in the form that JSON-RPC clients read. `says` MUST hold nothing of the request. */
export function refuse(response: Response, status: number, says: string, code = -32_000): void {
  response.status(status).json({ jsonrpc: '2.0', error: { code, message: says }, id: null });
}

/** Lets a request pass that carries the token as `Authorization: Bearer`. The comparison takes the same time for any token. */
export function requireToken(token: string): RequestHandler {
  const expected = sha256(token);
  return ({ headers }, response, next) => {
    const given = /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1];
    if (given !== undefined && timingSafeEqual(sha256(given), expected)) return next();
    response.setHeader('WWW-Authenticate', `Bearer realm="countersign"${given === undefined ? '' : ', error="invalid_token"'}`);
    return refuse(response, 401, 'A bearer token is required. Countersign keeps it in mcp-token in its data folder.');
  };
}

/** Reads the one JSON-RPC message of a POST into `body`; refuses any other body before the SDK sees it. */
export const readBody: RequestHandler = async (request, response, next) => {
  if (request.method !== 'POST') return next();
  if (!isJsonContentType(request.headers['content-type'])) return refuse(response, 415, 'Content-Type must be application/json.');
  if (request.headers['content-encoding'] !== undefined) return refuse(response, 415, 'A compressed body is not read.');
  const read = await readMessage(request, LONGEST_BODY);
  if ('refused' in read) return refuse(response, read.status, read.refused, read.code);
  request.body = read.message;
  return next();
};

/** The last handler: says that something broke, and nothing of what. It ends there, because express would print the error. */
export function broke(sayBroken: (thrown: unknown) => string): ErrorRequestHandler {
  return (thrown, { socket }, response, _next) => {
    // A client that hung up in the middle broke nothing here.
    if (socket.destroyed) return;
    const says = sayBroken(thrown);
    if (response.headersSent) response.destroy();
    else refuse(response, 500, says, -32_603);
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
