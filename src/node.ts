export { createWebhookSender } from './ingest/node/create-webhook-sender.js';
export type { WebhookSender, WebhookSenderOptions } from './ingest/node/create-webhook-sender.js';
export { createDeliveryQueue } from './ingest/webhooks/delivery-queue.js';
export type { Delivery, DeliveryQueue } from './ingest/webhooks/delivery-queue.js';
