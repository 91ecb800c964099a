/**
 * How a card shows its proposal (`p`, with its effect `o`), as a short text: whatever changes it has the card drawn anew. It is for
 * comparing and nothing rests on it.
 */
export const AS_IT_IS = `concat_ws(', ',
  case when p.state = 'pending' and p.expires_at <= clock_timestamp() then 'expired' else p.state end,
  'escalated by ' || p.escalated_by, 'replaced by ' || p.replaced_by, 'effect ' || o.state,
  'signed ' || case when p.state = 'pending' then (select nullif(count(*), 0) from ledger_entry e
    where e.proposal = p.id and substring(e.leaf from '"act":"([^"]*)"') = 'proposal.signed') end)`;

/** Whether that can still change. */
export const CAN_CHANGE = `coalesce((p.state = 'pending' and p.expires_at > clock_timestamp())
  or (p.state = 'approved' and coalesce(o.state, 'owed') not in ('done', 'closed')), false)`;

/** Cards with their proposals: `c`, `p` and `o`. */
export const CARDS = `chat_card c left join proposal p on p.tenant = c.tenant and p.id = c.proposal
  left join outbox o on o.tenant = c.tenant and o.proposal = c.proposal`;
