import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import type { ErrorCode } from '../../shared/kernel/errors.ts'
import { OwnWords } from '../app/messages/OwnWords.tsx'
import { useSay } from '../app/messages/words.tsx'
import { useLink, useSelected, useStores } from '../stores/stores.tsx'
import { CopyText } from './CopyText.tsx'
import { Loading } from './Loading.tsx'
import { reportText } from './report-text.ts'
import { useAction } from './use-action.ts'

/** Lines of the report in sight at once. Chosen here: what is for people stands above the fold. */
const ROWS = 10

interface WhatHappenedProps {
  readonly code: ErrorCode | null
}

/** A text for whoever helps, shown before it is copied. */
export function WhatHappened({ code }: WhatHappenedProps) {
  return (
    <OwnWords of="report">
      <Report code={code} />
    </OwnWords>
  )
}

function Report({ code }: WhatHappenedProps) {
  const say = useSay()
  const text = useReport(code)
  if (text === null) return <Loading step={say('report.asking')} />
  return <CopyText label={say('report.label')} text={text} rows={ROWS} />
}

/** The report as it was when it was asked for; null until the Node has answered or failed to. */
function useReport(code: ErrorCode | null): string | null {
  const say = useSay()
  const intl = useIntl()
  const { host, node, pageClock } = useStores()
  const { phase: link } = useLink()
  const about = useSelected(host.store, ({ data }) => data)
  const status = useSelected(node.store, ({ data }) => data)
  const [machine, setMachine] = useState<string | null>(null)
  const [askedAtMs] = useState(() => pageClock.nowMs())
  const { run, failure } = useAction(async () => setMachine(await host.actions.diagnostics()))
  useEffect(() => void run(), [run])
  if (machine === null && failure === null) return null
  const facts = {
    version: about?.version ?? status?.version ?? null,
    host: about?.host ?? status?.host ?? null,
    near: status?.neighbours ?? null,
    known: status?.knownNodes ?? null,
    link,
    path: window.location.hash.replace('#', ''),
    code,
    when: intl.formatDate(askedAtMs, { dateStyle: 'medium', timeStyle: 'long' }),
    machine,
  }
  return reportText(facts, say)
}
