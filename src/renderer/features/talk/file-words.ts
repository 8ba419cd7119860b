import type { FileView } from '../../../shared/contract/files.ts'
import type { MessageKey } from '../../app/messages/words.tsx'

export function stateKey({ ours, phase }: FileView): MessageKey {
  if (phase === 'offered') return ours ? 'files.stateWaiting' : 'files.stateOffered'
  if (phase === 'done') return ours ? 'files.stateThere' : 'files.stateHere'
  return STATE_KEYS[phase]
}

const STATE_KEYS = {
  preparing: 'files.statePreparing',
  moving: 'files.stateMoving',
  refused: 'files.stateRefused',
  cancelled: 'files.stateCancelled',
} as const
