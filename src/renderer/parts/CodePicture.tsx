import { type ReactNode, useMemo, useState } from 'react'
import { OwnWords } from '../app/messages/OwnWords.tsx'
import { useSay, Words } from '../app/messages/words.tsx'
import { saveFile } from '../platform/save-file.ts'
import { Action } from '../ui/Action.tsx'
import { Dialogue } from '../ui/Dialogue.tsx'
import { Peer } from '../ui/Peer.tsx'
import { CodeSheet } from './CodeSheet.tsx'
import { type CodeModules, EASY_MODULES, modulesOf, pathOf, pngOf, svgOf } from './code-modules.ts'
import './codes.css'

/** What a saved picture is called. */
const FILE_NAME = 'mirrorwell-invitation'

interface CodePictureProps {
  readonly text: string
  /** The Node that invites. */
  readonly from: string
  /** What a person should know who holds it on paper: how long it is good for. */
  readonly note: ReactNode
}

/** An invitation as a QR code: to be shown, saved or printed. */
export function CodePicture(props: CodePictureProps) {
  const modules = useMemo(() => modulesOf(props.text), [props.text])
  return (
    <OwnWords of="codes">{modules === null ? <TooLong /> : <Shown {...props} modules={modules} />}</OwnWords>
  )
}

function TooLong() {
  const say = useSay()
  return <p className="meta">{say('code.tooLong')}</p>
}

interface ShownProps extends CodePictureProps {
  readonly modules: CodeModules
}

function Shown({ modules, from, note }: ShownProps) {
  const say = useSay()
  const [large, setLarge] = useState(false)
  const [printing, setPrinting] = useState(false)
  const title = <Words id="code.sheetTitle" values={{ name: <Peer>{from}</Peer> }} />
  const isFine = modules.length > EASY_MODULES
  return (
    <div className="code">
      <CodeImage modules={modules} />
      <p className="meta">{say(isFine ? 'code.fine' : 'code.lede')}</p>
      <div className="actions">
        <Action onPress={() => setLarge(true)}>{say('code.enlarge')}</Action>
        <SaveCode modules={modules} />
        <Action onPress={() => setPrinting(true)}>{say('code.print')}</Action>
      </div>
      <Dialogue title={title} open={large} onClose={() => setLarge(false)}>
        <div className="code code-large">
          <CodeImage modules={modules} />
          <p className="meta">{note}</p>
        </div>
        <div className="actions">
          <Action onPress={() => setLarge(false)}>{say('code.close')}</Action>
        </div>
      </Dialogue>
      {printing && (
        <CodeSheet title={title} onPrinted={() => setPrinting(false)}>
          <CodeImage modules={modules} />
          <p>{note}</p>
        </CodeSheet>
      )}
    </div>
  )
}

function SaveCode({ modules }: Pick<ShownProps, 'modules'>) {
  const say = useSay()
  async function savePng(): Promise<void> {
    const picture = await pngOf(modules)
    if (picture !== null) saveFile(`${FILE_NAME}.png`, picture)
  }
  const saveSvg = (): void =>
    saveFile(`${FILE_NAME}.svg`, new Blob([svgOf(modules)], { type: 'image/svg+xml' }))
  return (
    <>
      <Action onPress={() => void savePng()}>{say('code.savePng')}</Action>
      <Action onPress={saveSvg}>{say('code.saveSvg')}</Action>
    </>
  )
}

/** Dark on light whatever the page's light: cameras expect it so. */
function CodeImage({ modules }: { readonly modules: CodeModules }) {
  const say = useSay()
  const path = useMemo(() => pathOf(modules), [modules])
  const side = modules.length
  return (
    <svg className="code-image" role="img" aria-label={say('code.name')} viewBox={`0 0 ${side} ${side}`}>
      <path className="code-ground" d={`M0 0h${side}v${side}H0z`} />
      <path className="code-ink" d={path} />
    </svg>
  )
}
