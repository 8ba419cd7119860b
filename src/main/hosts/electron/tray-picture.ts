/** The file of the picture; macOS paints a template in the colour of its bar. */
export function trayPicture(platform: NodeJS.Platform, isMarked: boolean): string {
  const name = isMarked ? 'tray-waiting' : 'tray'
  return platform === 'darwin' ? `${name}Template.png` : `${name}.png`
}
