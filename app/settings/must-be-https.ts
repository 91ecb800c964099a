import { Failure } from '#core/errors.ts';

/** Slack and Teams send to nothing else, and would refuse a manifest with another address with less said. Throws Failure `bad-input`. */
export function mustBeHttps(url: string): void {
  const address = URL.parse(url);
  if (address?.protocol !== 'https:' || address.pathname !== '/' || address.search !== '' || address.hash !== '' || address.username !== '')
    throw new Failure('bad-input', `--url takes an https address with nothing after its host, and ${JSON.stringify(url)} is none.`);
}
