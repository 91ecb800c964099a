import { checkpointFile } from '#connectors/checkpoint-file/checkpoint-file.ts';
import { httpWitness } from '#connectors/checkpoint-witness/http-witness.ts';
import type { LedgerChecked } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { openCheckpoint, type Checkpoint } from '#guardrails/audit/checkpoint.ts';
import { readCosigner } from '#guardrails/audit/cosignature.ts';
import type { LedgerArchive } from '#guardrails/audit/ledger-archive.ts';
import { verifiersOf, type LedgerKeys } from '#guardrails/audit/ledger-keys.ts';
import { consistencyPath } from '#guardrails/audit/proofs.ts';
import { lastCheckpoint, readCheckpoints, type Published } from '#guardrails/audit/publish-checkpoint.ts';
import type { LedgerVerdict } from '#guardrails/audit/verify-ledger.ts';
import { haveWitnessed, type Witnessed } from '#guardrails/audit/witness.ts';
import type { Config } from '../settings/config.ts';

type Asked = Pick<LedgerChecked, 'verdict' | 'witness'>;

/** A second place, kept by somebody else, that remembers the heads of the ledger. */
export interface Witnessing {
  /** Shows it a checkpoint and keeps its cosignature. Never throws: what goes wrong is told. */
  show(published: Published): Promise<void>;
  /** The checkpoints that it cosigned, as far as they are kept here. */
  anchors(): Promise<readonly Checkpoint[]>;
  /**
   * What a verdict becomes once the witness was asked. Throws Failure `unavailable` when it does not answer: a ledger that was to be
   * held against it is not OK without.
   */
  compare(verdict: LedgerVerdict, last: string | undefined): Promise<Asked>;
}

interface Parts {
  readonly witness: NonNullable<Config['witness']>;
  readonly archive: LedgerArchive;
  readonly tenant: TenantId;
  readonly origin: string;
  readonly checkpoints: string;
  readonly readKeys: () => Promise<LedgerKeys>;
  readonly told: (thrown: unknown) => void;
}

export function openWitnessing({ witness: { url, key }, archive, tenant, origin, checkpoints, readKeys, told }: Parts): Witnessing {
  const witness = httpWitness(url);
  const cosigner = key === undefined ? undefined : readCosigner(key);
  const kept = checkpointFile(`${checkpoints}.cosigned`);
  const anchors = async () => readCheckpoints(kept, origin, await readKeys());
  const prove = (older: number, newer: number) => archive.within(tenant, ({ nodes }) => consistencyPath(older, newer, nodes));
  let before: Promise<void> = Promise.resolve();

  async function offer({ note, checkpoint }: Published): Promise<Witnessed> {
    const seen = (await lastCheckpoint(kept, origin, await readKeys()))?.checkpoint.size ?? 0;
    const witnessed = await haveWitnessed(witness, { note, checkpoint, cosigner, seen, prove });
    if (witnessed.status === 'cosigned' && !(await kept.read()).some((one) => sameText(one, note))) await kept.add(witnessed.note);
    return witnessed;
  }
  async function shown(published: Published): Promise<void> {
    try {
      const witnessed = await offer(published);
      if (witnessed.status !== 'cosigned') throw contradicted(witness.name, witnessed);
    } catch (thrown) {
      told(thrown);
    }
  }

  return {
    anchors,
    show: (published) => (before = before.then(() => shown(published))),
    async compare(verdict, last) {
      if (verdict.verdict !== 'OK' && verdict.verdict !== 'UNANCHORED') return { verdict };
      const checkpoint = last === undefined ? undefined : openCheckpoint(last, verifiersOf(await readKeys()));
      if (last === undefined || checkpoint === undefined)
        return { verdict, witness: `${witness.name} was not asked: there is no checkpoint to show it` };
      const witnessed = await offer({ note: last, checkpoint }).catch(unanswered(witness.name));
      return afterWitness(verdict, witnessed, witness.name);
    },
  };
}

/** What is here agrees, and that is all that is known: a person must not read it as OK. */
function unanswered(name: string): (thrown: unknown) => never {
  return (thrown) => {
    if (!(thrown instanceof Failure) || thrown.code !== 'unavailable') throw thrown;
    const says =
      `The entries agree with the checkpoints that are kept here, and the witness ${name} does not answer: whether it has seen another ` +
      'history is not known. Ask again, or unset COUNTERSIGN_WITNESS_URL to leave it out.';
    throw new Failure('unavailable', says, { cause: thrown });
  };
}

function afterWitness(verdict: LedgerVerdict & { readonly size: number }, witnessed: Witnessed, name: string): Asked {
  if (witnessed.status === 'cosigned') return { verdict, witness: `${name} bears out the same history` };
  const { size } = witnessed;
  if (witnessed.status === 'inconsistent') {
    const says = `The witness ${name} has seen another history of ${size} entries than the one that is here: two histories were shown.`;
    return { verdict: { verdict: 'FORKED', at: size, says } };
  }
  if (size > verdict.size) {
    const says = `${size - verdict.size} entries at the end are missing: the witness ${name} has seen ${size}, and there are ${verdict.size}.`;
    return { verdict: { verdict: 'ROLLED BACK', size: verdict.size, anchoredTo: size, says } };
  }
  throw contradicted(name, witnessed);
}

function contradicted(name: string, { status, size }: Exclude<Witnessed, { status: 'cosigned' }>): Failure {
  const why =
    status === 'ahead'
      ? `has seen a checkpoint of ${size} entries, later than any that is kept here: checkpoints were taken away`
      : `has seen another history of ${size} entries than this one`;
  return new Failure('altered', `The witness ${name} ${why}. Run countersign audit verify, and look for what changed.`);
}

/** Whether two notes say the same, whoever signed them. */
function sameText(one: string, other: string): boolean {
  return one.slice(0, one.lastIndexOf('\n\n')) === other.slice(0, other.lastIndexOf('\n\n'));
}
