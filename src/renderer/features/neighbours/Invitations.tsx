import { lazy, Suspense, useState } from 'react'
import { INVITE_DEFAULT_MS, type InviteView } from '../../../shared/contract/invites.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { CopyText } from '../../ui/CopyText.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { ExactTime, Time } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useArrival } from '../../ui/use-arrival.ts'
import { useNow } from '../../ui/use-now.ts'
import { SafetyWords } from './SafetyWords.tsx'

/** Drawing it comes with its library, after the text. */
const CodePicture = lazy(async () => ({
  default: (await import('../../parts/CodePicture.tsx')).CodePicture,
}))

const DAY_MS = 24 * 3_600_000
const EXPIRIES = { day: DAY_MS, week: INVITE_DEFAULT_MS, month: 30 * DAY_MS } as const
type Expiry = keyof typeof EXPIRIES

/** Letting others in: make an invitation, see who came by it, take it back. */
export function Invitations() {
  const say = useSay()
  const { invites } = useStores()
  const here = useArrival<HTMLElement>('invite')
  return (
    <section ref={here} tabIndex={-1} aria-labelledby="inviting" className="card card-plain inviting">
      <h2 id="inviting">{say('invite.title')}</h2>
      <p className="meta">{say('invite.lede')}</p>
      <CreateInvite />
      <Answered of={invites} step={say('invite.loading')}>
        {(list) =>
          list.length > 0 && (
            <Fold title={say('invite.made', { count: list.length })}>
              <ul className="rows">
                {list.map((invite) => (
                  <li key={invite.inviteId}>
                    <InviteRow invite={invite} />
                  </li>
                ))}
              </ul>
            </Fold>
          )
        }
      </Answered>
    </section>
  )
}

function CreateInvite() {
  const say = useSay()
  const { invites } = useStores()
  const [expiry, setExpiry] = useState<Expiry>('week')
  const [made, setMade] = useState<{ readonly invite: string; readonly expiresAtMs: number } | null>(null)
  const create = useAction(async () => setMade(await invites.actions.create(EXPIRIES[expiry])))
  return (
    <div className="form">
      <Choice
        label={say('invite.expiry')}
        options={(['day', 'week', 'month'] as const).map((value) => ({
          value,
          label: say(`invite.${value}`),
        }))}
        value={expiry}
        onChange={setExpiry}
      />
      {create.failure !== null && <Failure of={create.failure} />}
      <div className="actions">
        <Action kind="main" busy={create.busy} onPress={() => void create.run()}>
          {say('invite.create')}
        </Action>
      </div>
      {made !== null && (
        <div className="say" role="status">
          <p>
            <Words id="invite.send" values={{ when: <ExactTime atMs={made.expiresAtMs} /> }} />
          </p>
          <div className="invite-ways">
            <InviteCode invite={made.invite} expiresAtMs={made.expiresAtMs} />
            <CopyText label={say('invite.text')} text={made.invite} rows={8} />
          </div>
        </div>
      )}
    </div>
  )
}

interface InviteCodeProps {
  readonly invite: string
  readonly expiresAtMs: number
}

function InviteCode({ invite, expiresAtMs }: InviteCodeProps) {
  const { node } = useStores()
  const from = useData(node)?.name ?? ''
  const note = <Words id="invite.whoever" values={{ when: <ExactTime atMs={expiresAtMs} /> }} />
  return (
    <Suspense fallback={null}>
      <CodePicture text={invite} from={from} note={note} />
    </Suspense>
  )
}

function InviteRow({ invite }: { readonly invite: InviteView }) {
  const say = useSay()
  const nowMs = useNow()
  const state = invite.revoked ? 'revoked' : invite.expiresAtMs < nowMs ? 'expired' : 'open'
  return (
    <article className="row invite-row">
      <p className="kind">
        <b>{say(`invite.state.${state}`)}</b>
        <span>
          <Words
            id="invite.dates"
            values={{
              made: <Time atMs={invite.createdAtMs} />,
              until: <ExactTime atMs={invite.expiresAtMs} />,
            }}
          />
        </span>
      </p>
      <p className="meta">{say(invite.usedBy.length === 0 ? 'invite.unused' : 'invite.usedBy')}</p>
      {invite.usedBy.length > 0 && <Guests guests={invite.usedBy} />}
      {state === 'open' && (
        <>
          <RevokeInvite invite={invite} />
          <Fold title={say('invite.again')}>
            <div className="invite-ways">
              <InviteCode invite={invite.invite} expiresAtMs={invite.expiresAtMs} />
              <CopyText label={say('invite.text')} text={invite.invite} rows={8} />
            </div>
          </Fold>
        </>
      )}
    </article>
  )
}

/** Who came, and by which words one can make sure over the phone that it was they. */
function Guests({ guests }: { readonly guests: InviteView['usedBy'] }) {
  const { neighbours } = useStores()
  const known = useData(neighbours) ?? []
  return (
    <ul className="plain-list">
      {guests.map(({ nodeId, name, atMs }) => {
        const guest = known.find((one) => one.nodeId === nodeId)
        return (
          <li key={nodeId}>
            <Peer>{name}</Peer> <Time atMs={atMs} />
            {guest !== undefined && (
              <div>
                <SafetyWords words={guest.safetyWords} />
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function RevokeInvite({ invite }: { readonly invite: InviteView }) {
  const say = useSay()
  const { invites } = useStores()
  const [asking, setAsking] = useState(false)
  const revoke = useAction(() => invites.actions.revoke(invite.inviteId))
  return (
    <div className="actions">
      <Action onPress={() => setAsking(true)}>{say('invite.revoke')}</Action>
      <ConfirmDialog
        title={say('invite.revokeTitle')}
        consequence={say('invite.revokeConsequence')}
        confirmLabel={say('invite.revoke')}
        open={asking}
        busy={revoke.busy}
        failure={revoke.failure}
        onConfirm={() => void revoke.run().then((done) => done && setAsking(false))}
        onClose={() => setAsking(false)}
      />
    </div>
  )
}
