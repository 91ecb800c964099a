#!/usr/bin/env node
// Makes the passwords that docker-compose.yml asks for, each once, in a folder that only its owner may enter: node bin/make-secrets.mjs [folder]
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = 'secrets'] = process.argv.slice(2);
const [owner, program, redis] = [24, 24, 24].map((bytes) => randomBytes(bytes).toString('hex'));
const secrets = {
  'postgres-password': owner,
  'owner-url': `postgres://countersign_owner:${owner}@postgres:5432/countersign`,
  'database-url': `postgres://countersign:${program}@postgres:5432/countersign`,
  'redis-password': redis,
  'redis-url': `redis://:${redis}@redis:6379`,
};

mkdirSync(folder, { recursive: true, mode: 0o700 });
const there = Object.keys(secrets).filter((name) => existsSync(join(folder, name)));
if (there.length > 0) {
  // A new password would lock the program out of the database that was made with the old one.
  process.stderr.write(`! ${folder} holds ${there.join(', ')} already. Nothing was made.\n`);
  process.exit(1);
}
// Each container reads its own as another user. The folder keeps everybody else out.
for (const [name, secret] of Object.entries(secrets)) writeFileSync(join(folder, name), secret, { flag: 'wx', mode: 0o444 });
process.stdout.write(`${Object.keys(secrets).join(', ')} made in ${folder}\n`);
