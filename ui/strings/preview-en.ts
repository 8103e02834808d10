/** An agent’s reply above the closed launcher. Comes with that screen. */
export const previewEn = {
  from: (agent: string, site: string) => `${agent} from ${site}`,
  dismiss: 'Dismiss',
}
