// A webhook handler as it runs anywhere: the signature is verified, and the cached page is made stale.
import { createContext, eventTags, getPage, invalidate, parseWebhook, signWebhook, webhookStatus } from 'notion-fp'

const ctx = createContext({ auth: 'ntn_playground' })
const verification_token = 'secret_of_the_subscription'
const page_id = '0f0e0d0c-0b0a-4908-8706-050403020100'

const handle = async (request: Request): Promise<Response> => {
  const signature = request.headers.get('x-notion-signature')
  const parsed = await parseWebhook({ body: await request.text(), signature, verification_token })()
  if (parsed._tag === 'Right') {
    console.log('Received:', parsed.right.type)
    await invalidate(ctx, eventTags(parsed.right))
  }
  return new Response(null, { status: webhookStatus(parsed) })
}

await getPage(ctx, { page_id })()

const event = {
  id: '367cba44-b6f3-4c92-81e7-6a2e9659efd4',
  timestamp: '2026-03-11T10:00:00.000Z',
  workspace_id: '13950b26-c203-4f3b-b97d-93ec06319565',
  workspace_name: 'Home',
  subscription_id: '29d75c0d-5546-4414-8459-7b7a92f1fc4b',
  integration_id: '0ef2e755-4912-8096-91c1-00376a88a5ca',
  type: 'page.content_updated',
  authors: [{ id: 'c7c11cca-1d73-471d-9b6e-bdef51470190', type: 'person' }],
  accessible_by: [],
  attempt_number: 1,
  api_version: '2026-03-11',
  entity: { id: page_id, type: 'page' },
  data: { parent: { id: page_id, type: 'page' }, updated_blocks: [] },
}
const body = JSON.stringify(event)
const signed = await signWebhook({ body, verification_token })()
const signature = signed._tag === 'Right' ? signed.right : ''

const deliver = async (given: string): Promise<number> => {
  const headers = { 'x-notion-signature': given }
  return (await handle(new Request('https://example.com/hook', { method: 'POST', body, headers }))).status
}
console.log('Signed by Notion:', await deliver(signature))
console.log('Signed by somebody else:', await deliver('sha256=0000'))

// Sent again, since the event made the page stale.
await getPage(ctx, { page_id })()
