import { useEffect, useRef, useState } from 'react'

/** The first picture among files that were dropped or pasted. */
const pictureAmong = (files: DataTransfer | null): File | undefined =>
  [...(files?.files ?? [])].find(({ type }) => type.startsWith('image/'))
const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Takes pictures dropped or pasted anywhere on the page. @returns whether something is being dragged over it */
export function useGivenPictures(onPicture: (picture: File) => void): boolean {
  const [dragging, setDragging] = useState(false)
  const latest = useRef(onPicture)
  latest.current = onPicture
  useEffect(() => {
    const page = new AbortController()
    const { signal } = page
    function take(event: Event, picture: File | undefined): void {
      if (picture === undefined) return
      event.preventDefault()
      latest.current(picture)
    }
    function hover(event: DragEvent): void {
      if (!carriesFiles(event)) return
      event.preventDefault() // or the browser would open the file in place of the page
      setDragging(true)
    }
    function drop(event: DragEvent): void {
      setDragging(false)
      take(event, pictureAmong(event.dataTransfer))
    }
    function leave(event: DragEvent): void {
      if (event.relatedTarget === null) setDragging(false)
    }
    window.addEventListener('paste', (event) => take(event, pictureAmong(event.clipboardData)), { signal })
    window.addEventListener('dragover', hover, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('drop', drop, { signal })
    return () => page.abort()
  }, [])
  return dragging
}
