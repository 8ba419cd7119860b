import { useIntl } from 'react-intl'
import type { TransferView } from '../../../shared/contract/transfers.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { Peer } from '../../ui/Peer.tsx'

/** Who signed the agreement, at each end; nothing before there is one. */
export function Signed({ transfer }: { readonly transfer: TransferView }) {
  const say = useSay()
  const intl = useIntl()
  const { signedHere, signedThere, peerName } = transfer
  if (signedHere.length + signedThere.length === 0) return null
  const names = (mirrors: readonly string[]): string => intl.formatList(mirrors.map(isolate))
  return (
    <section aria-labelledby="signed">
      <h2 id="signed">{say('signed.title')}</h2>
      <dl className="facts">
        <div>
          <dt>{say('signed.here')}</dt>
          <dd>{names(signedHere)}</dd>
        </div>
        <div>
          <dt>
            <Peer>{peerName}</Peer>
          </dt>
          <dd>{names(signedThere)}</dd>
        </div>
      </dl>
    </section>
  )
}
