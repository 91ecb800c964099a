import { readFile } from 'node:fs/promises';
import { dropReceiver } from '#connectors/file-drop/drop-receiver.ts';
import { fhirReceiver } from '#connectors/fhir-server/fhir-receiver.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { clearDrafts } from '#connectors/write-once.ts';
import { Failure } from '#core/errors.ts';
import type { TenantId } from '#guardrails/actor.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import type { EffectKind } from '#guardrails/risk.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';
import { withBreaker } from './circuit-breaker.ts';
import type { Config } from '../settings/config.ts';
import { editionReceiver } from '../editions/edition-receiver.ts';
import { policyReceiver } from './policy-receiver.ts';

const CODES: readonly EffectKind[] = ['code.accept', 'code.add', 'code.change'];
const BILLING: readonly EffectKind[] = [
  'adjustment.post',
  'write-off.post',
  'appeal.submit',
  'query.send',
  'patient-message.send',
  'payment-plan.set',
];

export interface ReceiverParts {
  readonly config: Pick<Config, 'effectsDir' | 'fhir' | 'dropDir' | 'tenant' | 'demo'>;
  readonly store: Store<Unit>;
  readonly tenant: TenantId;
}

/**
 * Who takes which kind of effect: codes go to the FHIR server where one is set, else into the drop folder where that is set, else into
 * the effects folder; postings, appeals, messages and payment plans into the drop folder where it is set, and into the effects folder where
 * neither is; editions and policies stay here.
 */
export async function openReceivers({ config, store, tenant }: ReceiverParts): Promise<readonly Receiver[]> {
  const { fhir, dropDir, effectsDir, demo } = config;
  const outside: Receiver[] = [];
  if (fhir?.tokenFile !== undefined) await readToken(fhir.tokenFile);
  if (fhir !== undefined) outside.push(fhirReceiver({ url: fhir.url, ...tokenOf(fhir.tokenFile) }));
  if (dropDir !== undefined) {
    const kinds = fhir === undefined ? [...CODES, ...BILLING] : BILLING;
    outside.push(dropReceiver({ folder: dropDir, facility: config.tenant, real: !demo, kinds }));
  }
  if (fhir === undefined && dropDir === undefined) {
    await clearDrafts(effectsDir, Date.now());
    outside.push(folderReceiver(effectsDir));
  }
  return eachKindOnce([...outside.map(withBreaker), editionReceiver(store, tenant), policyReceiver(store, tenant)]);
}

/** Throws Failure `bad-config` when two receivers take one kind: which of them is sent it would be chance. */
export function eachKindOnce(receivers: readonly Receiver[]): readonly Receiver[] {
  const taken = new Map<EffectKind, string>();
  for (const { name, kinds } of receivers) {
    for (const kind of kinds) {
      const other = taken.get(kind);
      if (other !== undefined) throw new Failure('bad-config', `${other} and ${name} both take ${kind}. Set one of them alone.`);
      taken.set(kind, name);
    }
  }
  return receivers;
}

function tokenOf(file: string | undefined): { readonly token?: () => Promise<string> } {
  return file === undefined ? {} : { token: () => readToken(file) };
}

/** Throws Failure `bad-config` for a file that holds no token. What it holds is never said. */
export async function readToken(file: string): Promise<string> {
  const token = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (/^[\x21-\x7e]{1,8192}$/.test(token)) return token;
  throw new Failure('bad-config', `COUNTERSIGN_FHIR_TOKEN_FILE: ${file} holds no token that can be sent. Put the token alone into it.`);
}
