import { useSay } from '../../app/messages/words.tsx'

/** Stands where the map would be, on machines that cannot draw it. */
export function NoPicture() {
  const say = useSay()
  return (
    <p className="map-none" role="status">
      {say('map.noPicture')}
    </p>
  )
}
