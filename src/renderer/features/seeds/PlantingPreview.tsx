import { useIntl } from 'react-intl'
import type { z } from 'zod'
import type { SeedAdds } from '../../../shared/contract/seeds.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay, Words } from '../../app/messages/words.tsx'
import type { Stores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { sizeText } from '../../ui/size-text.ts'
import { Difference } from './Difference.tsx'
import { handbookAddress } from './HandbookList.tsx'

/** What planting one seed would do, as it is asked of the Node. */
export type Preview = ReturnType<Stores['seeds']['preview']>

/** What exactly planting would change here, counted and word by word. */
export function PlantingPreview({ preview }: { readonly preview: Preview }) {
  const say = useSay()
  return (
    <section aria-labelledby="planting">
      <h2 id="planting">{say('planting.title')}</h2>
      <Answered of={preview} step={say('planting.loading')}>
        {({ adds, difference }) => (
          <>
            <p>
              {difference.against === null ? (
                <Words id="planting.newPage" values={{ slug: <Peer>{adds.slug}</Peer> }} />
              ) : (
                <Words
                  id="planting.replaces"
                  values={{
                    page: (
                      <a href={handbookAddress(difference.against.slug)}>
                        <Peer>{difference.against.title}</Peer>
                      </a>
                    ),
                  }}
                />
              )}
            </p>
            <Counts adds={adds} />
            {difference.against === null ? (
              <Fold title={say('planting.wordByWord')}>
                <Difference changes={difference.changes} />
              </Fold>
            ) : (
              <Difference changes={difference.changes} />
            )}
          </>
        )}
      </Answered>
    </section>
  )
}

function Counts({ adds }: { readonly adds: z.output<typeof SeedAdds> }) {
  const say = useSay()
  return (
    <ul className="counts">
      <li>{say('planting.words', { added: adds.wordsAdded, removed: adds.wordsRemoved })}</li>
      <li>{say('planting.lines', { added: adds.linesAdded, removed: adds.linesRemoved })}</li>
      <li>{say('planting.bytes', { before: adds.bytesBefore, after: adds.bytesAfter })}</li>
      <li>{say('planting.links', { count: adds.links })}</li>
      <li>{say('planting.checks', { count: adds.checks })}</li>
      {adds.attachments > 0 && (
        <OwnWords of="attachments">
          <AttachmentCount adds={adds} />
        </OwnWords>
      )}
    </ul>
  )
}

function AttachmentCount({ adds }: { readonly adds: z.output<typeof SeedAdds> }) {
  const say = useSay()
  const intl = useIntl()
  const size = sizeText(intl, adds.attachmentBytes)
  return <li>{say('attachments.counts', { count: adds.attachments, size })}</li>
}
