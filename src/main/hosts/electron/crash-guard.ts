import { dialog, type WebContents } from 'electron'
import type { Language } from '../../../shared/kernel/language.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/logger.ts'
import { faceText } from './face-text.ts'
import { PageRevival } from './page-revival.ts'

export interface CrashGuardDeps {
  readonly clock: Clock
  readonly logger: Pick<Logger, 'error'>
  language(): Language
}

/** A page whose process is gone is loaded anew once; after that a box of the system says how things stand. The Node goes on either way. */
export function guardPage(contents: WebContents, { clock, logger, language }: CrashGuardDeps): void {
  const revival = new PageRevival()
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    const step = revival.judge(reason, clock.nowMs())
    if (step === 'none') return
    logger.error('the page is gone', { reason, exitCode })
    if (step === 'reload') contents.reload()
    else dialog.showErrorBox(faceText('pageGone', language()), faceText('pageGoneDetail', language()))
  })
}
