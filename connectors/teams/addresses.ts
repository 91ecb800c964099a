const SHAREPOINT = '.sharepoint.com';

/** The origin of an address that can be trusted to lead where it seems to: https or loopback, and nobody's name before the host. */
export function originOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  const isLoopback = url.protocol === 'http:' && url.hostname === '127.0.0.1';
  return url.protocol === 'https:' || isLoopback ? url.origin : undefined;
}

/** Whether our token may be sent there. A token sent elsewhere could be used in our name by whoever it reached. */
export function isService(address: string, origins: readonly string[]): boolean {
  const origin = originOf(address);
  return origin !== undefined && origins.includes(origin);
}

/** Whether files of Teams lie there: in the SharePoint of an organisation, or where the settings say. */
export function holdsFiles(address: string, origins: readonly string[]): boolean {
  const origin = originOf(address);
  if (origin === undefined) return false;
  const { protocol, hostname, port } = new URL(origin);
  return origins.includes(origin) || (protocol === 'https:' && port === '' && hostname.endsWith(SHAREPOINT));
}
