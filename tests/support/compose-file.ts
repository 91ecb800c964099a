import { z } from 'zod';

const Words = z.array(z.string().min(1)).min(1);
const Named = z.string().regex(/^[a-z][a-z0-9-]*$/);
const Duration = z.string().regex(/^\d+(s|m|h)$/);
const File = z.strictObject({ file: z.string().min(1) });

/** What of the compose specification docker-compose.yml uses, and in the form that the specification gives it; nothing else. */
export const Service = z.strictObject({
  image: z.string().regex(/^[a-z0-9./-]+:[\w.-]+$/),
  build: z.string().optional(),
  user: z.string().optional(),
  command: Words.optional(),
  environment: z.record(z.string().regex(/^[A-Z_]+$/), z.string()).optional(),
  secrets: z.array(Named).optional(),
  configs: z.array(z.strictObject({ source: Named, target: z.string().startsWith('/') })).optional(),
  volumes: z.array(z.string().regex(/^[a-z]+:\/[\w/]+$/)).optional(),
  tmpfs: z.array(z.string().startsWith('/')).optional(),
  networks: z.array(Named).min(1),
  ports: z.array(z.string()).optional(),
  depends_on: z
    .record(Named, z.strictObject({ condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']) }))
    .optional(),
  healthcheck: z
    .strictObject({
      test: z.tuple([z.enum(['CMD', 'CMD-SHELL']), z.string()]).rest(z.string()),
      interval: Duration,
      timeout: Duration,
      retries: z.int().positive(),
      start_period: Duration.optional(),
    })
    .optional(),
  read_only: z.boolean().optional(),
  privileged: z.boolean().optional(),
  init: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  cap_add: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  shm_size: z.string().optional(),
  stop_grace_period: Duration.optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']).optional(),
  deploy: z.strictObject({ replicas: z.int().positive() }).optional(),
  logging: z.strictObject({ driver: z.string(), options: z.record(z.string(), z.string()) }).optional(),
});
export type Service = z.infer<typeof Service>;

export const ComposeFile = z.object({
  name: Named,
  services: z.record(Named, Service),
  networks: z.record(Named, z.strictObject({ internal: z.boolean().optional() })),
  volumes: z.record(Named, z.strictObject({})),
  configs: z.record(Named, File),
  secrets: z.record(Named, File),
});
export type ComposeFile = z.infer<typeof ComposeFile>;

/** Words that hold a secret, or would, in a value that everybody who sees the container sees. */
const SECRET_NAME = /PASSWORD|TOKEN|SECRET|_KEY$|_URL$/;

/** What is wrong with a compose file, in words; nothing for one that may run. */
export function faultsOf({ services, networks, volumes, configs, secrets }: ComposeFile): readonly string[] {
  const faults: string[] = [];
  const check = (sound: boolean, says: string): void => void (sound || faults.push(says));
  for (const [name, service] of Object.entries(services)) {
    check(isHardened(service), `${name} may do more than it has to`);
    check(service.healthcheck !== undefined || service.restart === 'on-failure', `${name} is never asked how it is`);
    for (const secret of service.secrets ?? []) check(secret in secrets, `${name} asks for the secret ${secret}, which there is not`);
    for (const { source } of service.configs ?? []) check(source in configs, `${name} asks for the config ${source}, which there is not`);
    for (const one of service.networks) check(one in networks, `${name} is on the network ${one}, which there is not`);
    for (const volume of service.volumes ?? []) check((volume.split(':')[0] ?? '') in volumes, `${name} keeps ${volume} nowhere`);
    for (const other of Object.keys(service.depends_on ?? {})) check(other in services, `${name} waits for ${other}, which there is not`);
    for (const port of service.ports ?? []) check(port.startsWith('127.0.0.1:'), `${name} is published to everybody as ${port}`);
    for (const [key, value] of Object.entries(service.environment ?? {})) {
      const file = /^\/run\/secrets\/([\w-]+)$/.exec(value)?.[1];
      check(!SECRET_NAME.test(key) || key.endsWith('_FILE'), `${name} has the secret ${key} in its environment`);
      check(file === undefined || (service.secrets ?? []).includes(file), `${name} reads ${value}, which it is not given`);
    }
  }
  return faults;
}

function isHardened({ user, read_only, privileged, cap_drop, cap_add, security_opt }: Service): boolean {
  const asRoot = user === undefined || /^(root|0)(:|$)/.test(user);
  const dropped = cap_drop?.includes('ALL') === true && cap_add === undefined;
  return !asRoot && read_only === true && privileged !== true && dropped && security_opt?.includes('no-new-privileges:true') === true;
}
