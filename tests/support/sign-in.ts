/** Posts to the console's API as the console does. */
export function post(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'X-Frontdesk': 'console', 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** Signs an agent in; returns the cookie. */
export async function signIn(url: string, account: { email: string; password: string }): Promise<string> {
  const response = await post(url, '/api/session', account)
  if (!response.ok) throw new Error(`sign-in was refused: ${response.status} ${await response.text()}`)
  return cookieOf(response)
}

export function cookieOf(response: Response): string {
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';')
  return cookie
}
