import type { IntlShape } from 'react-intl'
import type { FileView } from '../../shared/contract/files.ts'
import type { MessageKey, Say } from '../app/messages/words.tsx'
import { spanText } from '../ui/Remaining.tsx'
import { sizeText } from '../ui/size-text.ts'

type Going = Pick<
  FileView,
  'bytesPerSecond' | 'doneBytes' | 'leftMs' | 'paused' | 'sizeBytes' | 'stalledForMs'
>

/** How far, how fast, how long still; or, where it stands still, since when and why. */
export function progressText(intl: IntlShape, say: Say, file: Going): string {
  const done = say('files.done', {
    done: sizeText(intl, file.doneBytes),
    size: sizeText(intl, file.sizeBytes),
  })
  return [done, ...goingText(intl, say, file)].join(' · ')
}

function goingText(intl: IntlShape, say: Say, file: Going): string[] {
  const { bytesPerSecond, leftMs, paused, stalledForMs } = file
  if (paused !== null) return [say(paused === 'here' ? 'files.pausedHere' : 'files.pausedThere')]
  if (stalledForMs !== null) return [say('files.stalled', { time: spanText(intl, stalledForMs) })]
  if (bytesPerSecond === null || leftMs === null) return []
  const rate = say('files.rate', { size: sizeText(intl, bytesPerSecond) })
  return [rate, say('files.left', { time: spanText(intl, leftMs) })]
}

/** What a person has to know beside the state; null where that says it all. */
export function reasonKey({ reason }: Pick<FileView, 'reason'>): MessageKey | null {
  return reason === null || reason === 'person' ? null : REASON_KEYS[reason]
}

const REASON_KEYS = {
  'too-many': 'files.reasonTooMany',
  lost: 'files.reasonLost',
  'disk-full': 'files.reasonDiskFull',
  'disk-failed': 'files.reasonDiskFailed',
  'wrong-bytes': 'files.reasonWrongBytes',
} as const
