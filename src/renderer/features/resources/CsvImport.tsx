import { CSV_MAX_CHARS } from '../../../shared/contract/resources.ts'
import { useSay } from '../../app/messages/words.tsx'
import { TextImport } from '../../parts/TextImport.tsx'
import { useStores } from '../../stores/stores.tsx'
import { CsvPreview } from './CsvPreview.tsx'

/** The first line of every CSV. Source: docs/protocol.md, "Readings as CSV". */
const CSV_HEADER = 'at,resource,level,unit,capacity,surplusAbove,deficitBelow'
const CSV_TYPES = ['.csv', 'text/csv', 'text/plain']

/** Many readings at once. */
export function CsvImport({ onDone }: { readonly onDone: () => void }) {
  const say = useSay()
  const { actions } = useStores().resources
  return (
    <TextImport
      label={say('csv.paste')}
      hint={<code>{CSV_HEADER}</code>}
      rows={6}
      maxChars={CSV_MAX_CHARS}
      fileTypes={CSV_TYPES}
      look={actions.previewCsv}
      take={actions.importCsv}
      preview={(answer, take) => <CsvPreview answer={answer} {...take} />}
      taken={({ accepted }) => say('csv.imported', { count: accepted })}
      onDone={onDone}
    />
  )
}
