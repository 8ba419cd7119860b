import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { AboutSection } from './AboutSection.tsx'
import { BackupSection } from './BackupSection.tsx'
import { ClockSection } from './ClockSection.tsx'
import { FederationSection } from './FederationSection.tsx'
import { AppearanceSection, HoursSection, NetworkSection } from './HabitSections.tsx'
import { KeysSection } from './KeysSection.tsx'
import { LimitsSection } from './LimitsSection.tsx'
import { MirrorsSection } from './MirrorsSection.tsx'
import { NodeSection } from './NodeSection.tsx'
import { PolicySection } from './PolicySection.tsx'
import { PracticeSection } from './PracticeSection.tsx'
import './settings.css'

/** How this Node and this page behave. Route: /settings */
export function SettingsView() {
  const say = useSay()
  const { settings, node } = useStores()
  return (
    <>
      <h1>{say('settings.title')}</h1>
      <p className="lede">{say('settings.lede')}</p>
      <Answered of={settings} step={say('settings.loading')}>
        {(current) => (
          <>
            <AppearanceSection settings={current} />
            <KeysSection />
            <Answered of={node} step={say('settings.loading')}>
              {(status) => <NodeSection status={status} key={status.nodeId} />}
            </Answered>
            <MirrorsSection />
            <BackupSection />
            <HoursSection settings={current} />
            <NetworkSection settings={current} />
            <LimitsSection settings={current} />
            <PolicySection />
            <FederationSection />
            <PracticeSection />
            <ClockSection />
            <AboutSection />
          </>
        )}
      </Answered>
    </>
  )
}
