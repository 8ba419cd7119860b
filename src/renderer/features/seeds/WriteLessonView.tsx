import { useMemo } from 'react'
import { useSearch } from 'wouter'
import { SeedId } from '../../../shared/kernel/ids.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { LessonForm } from './LessonForm.tsx'
import { emptyLesson } from './lesson-draft.ts'
import './seeds.css'

/** Write down what was learned and offer it. Route: /seedbed/new, with `?replaces=ID` for a new version of a seed. */
export function WriteLessonView() {
  const say = useSay()
  const wanted = new URLSearchParams(useSearch()).get('replaces')
  const replaces = SeedId.safeParse(wanted)
  return (
    <>
      <p className="back">
        <a href="#/seedbed">{say('seed.backToAll')}</a>
      </p>
      <h1>{say(wanted === null ? 'lesson.write' : 'lesson.newVersion')}</h1>
      <p className="lede">{say('lesson.lede')}</p>
      <div className="lesson-form">
        {replaces.success ? (
          <NewVersion replaces={replaces.data} />
        ) : (
          <LessonForm start={emptyLesson} replaces={null} />
        )}
      </div>
    </>
  )
}

/** Begins with the text as it is; whoever offered it keeps their version. */
function NewVersion({ replaces }: { readonly replaces: SeedId }) {
  const say = useSay()
  const { seeds } = useStores()
  const one = useMemo(() => seeds.one(replaces), [seeds, replaces])
  return (
    <Answered of={one} step={say('seed.loading')}>
      {({ seed, body }) => (
        <>
          <p className="banner banner-quiet">
            <Words
              id="lesson.replaces"
              values={{ title: <Peer>{seed.title}</Peer>, node: <Peer>{seed.originName}</Peer> }}
            />
          </p>
          <LessonForm
            start={{ title: seed.title, body, checks: seed.checks, attachments: seed.attachments }}
            replaces={replaces}
          />
        </>
      )}
    </Answered>
  )
}
