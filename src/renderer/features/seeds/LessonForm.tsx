import { useDeferredValue, useState } from 'react'
import { useLocation } from 'wouter'
import { SEED_TITLE_MAX_CHARS } from '../../../shared/contract/seeds.ts'
import type { SeedId } from '../../../shared/kernel/ids.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { useAction } from '../../ui/use-action.ts'
import { AttachmentPicker } from './AttachmentPicker.tsx'
import { CheckBuilder } from './CheckBuilder.tsx'
import { bytesLeft, type LessonDraft, type LessonProblems, readLesson } from './lesson-draft.ts'
import { Markdown } from './Markdown.tsx'

interface LessonFormProps {
  readonly start: LessonDraft
  readonly replaces: SeedId | null
}

/** A lesson being written: title, text with its preview, checks, and the offer. */
export function LessonForm({ start, replaces }: LessonFormProps) {
  const say = useSay()
  const { seeds, ui } = useStores()
  const [, navigate] = useLocation()
  const { draft, ...kept } = useDraft(`lesson ${replaces ?? ''}`, start)
  const [problems, setProblems] = useState<LessonProblems>({})
  const [adding, setAdding] = useState(false)
  const [copying, setCopying] = useState(false)
  const [isAwaited, setAwaited] = useState(false)
  const offer = useAction(async (input: Parameters<typeof seeds.actions.offer>[0]) => {
    const { id } = await seeds.actions.offer(input)
    kept.forget()
    ui.actions.announce(say('lesson.offered'))
    navigate(`/seedbed/${id}`)
  })
  const change = (patch: Partial<LessonDraft>): void => kept.change((before) => ({ ...before, ...patch }))

  function submit(): void {
    const read = readLesson(draft, replaces)
    setProblems(read.problems)
    setAwaited(adding || copying)
    if (read.offer !== null && !adding && !copying) void offer.run(read.offer)
  }
  return (
    <Form onSubmit={submit} label={say('lesson.write')}>
      <Field
        label={say('lesson.title')}
        value={draft.title}
        onChange={(title) => change({ title })}
        error={problems.title === undefined ? null : say(problems.title)}
        maxLength={SEED_TITLE_MAX_CHARS}
      />
      <BodyField body={draft.body} onChange={(body) => change({ body })} problem={problems.body} />
      <CheckBuilder
        checks={draft.checks}
        onChange={(checks) => change({ checks })}
        adding={adding}
        onAdding={setAdding}
        error={adding && isAwaited ? say('check.open') : null}
      />
      <AttachmentPicker
        attachments={draft.attachments}
        isAwaited={isAwaited}
        onCopying={setCopying}
        onChange={(change) =>
          kept.change((before) => ({ ...before, attachments: change(before.attachments) }))
        }
      />
      <p className="say">{say('lesson.consequence')}</p>
      {offer.failure !== null && <Failure of={offer.failure} />}
      <div className="actions">
        <Action kind="main" type="submit" busy={offer.busy}>
          {say('lesson.offer')}
        </Action>
      </div>
    </Form>
  )
}

/** With more room than this nobody needs to think of it. Chosen here: a paragraph in Japanese. */
const TELL_ROOM_BYTES = 1_000

interface BodyFieldProps {
  readonly body: string
  readonly onChange: (body: string) => void
  readonly problem: LessonProblems['body']
}

/** The text in Markdown, and beside it how it will look. */
function BodyField({ body, onChange, problem }: BodyFieldProps) {
  const say = useSay()
  const [previewing, setPreviewing] = useState(false)
  const shown = useDeferredValue(body)
  const left = bytesLeft(body)
  return (
    <div className="writing">
      <Field
        label={say('lesson.body')}
        hint={`${say('lesson.marks')} ${left < TELL_ROOM_BYTES ? say('lesson.room', { count: left }) : ''}`}
        rows={14}
        value={body}
        onChange={onChange}
        error={problem === undefined ? null : say(problem)}
      />
      <Toggle on={previewing} onChange={setPreviewing}>
        {say('lesson.preview')}
      </Toggle>
      {previewing && (
        <section className="sheet" aria-label={say('lesson.preview')}>
          <Markdown text={shown} below={1} />
        </section>
      )}
    </div>
  )
}
