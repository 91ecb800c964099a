import type { Request, Response } from 'express';

export interface Cookies {
  read(request: Request): string | undefined;
  set(response: Response, value: string, seconds: number): void;
  clear(response: Response): void;
}

/** Nobody can read it but us, and no other site can have it sent along with a form. Over https no neighbour of this host can set it either. */
export function cookie(name: 'session' | 'asking', secure: boolean): Cookies {
  const called = `${secure ? '__Host-' : ''}countersign-${name}`;
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  return {
    read({ headers }) {
      const found = (headers.cookie ?? '')
        .split(';')
        .map((one) => one.trim())
        .filter((one) => one.startsWith(`${called}=`));
      // Two of one name: one of them was put there by somebody else.
      return found.length === 1 ? found[0]?.slice(called.length + 1) : undefined;
    },
    set: (response, value, seconds) => void response.cookie(called, value, { ...options, maxAge: seconds * 1_000 }),
    clear: (response) => void response.clearCookie(called, options),
  };
}
