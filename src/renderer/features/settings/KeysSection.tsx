import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay } from '../../app/messages/words.tsx'
import { useStores, useUi } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { Section } from './Section.tsx'

/** Keys that mean something, and the way to be left alone by them. */
export function KeysSection() {
  return (
    <OwnWords of="find">
      <Keys />
    </OwnWords>
  )
}

function Keys() {
  const say = useSay()
  const { ui } = useStores()
  const isOn = useUi((state) => state.singleKeys)
  return (
    <Section part="keys" title={say('keys.section')} lede={say('keys.sectionDetail')}>
      <Toggle on={isOn} onChange={ui.actions.setSingleKeys}>
        {say('keys.single')}
      </Toggle>
      <div className="actions">
        <Action onPress={() => ui.actions.openOverlay('keys')}>{say('keys.show')}</Action>
      </div>
    </Section>
  )
}
