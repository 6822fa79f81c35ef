import {
  AnnotationListQuery,
  HistoryQuery,
  OverviewQuery,
  TurnListQuery,
} from '../../protocol/review-wire.js';

import type * as z from 'zod';
import type { ErrorCode } from '../../protocol/error-codes.js';
import type { Scope } from '../keys/scopes.js';
import type { AnswerName, RequestName } from './schemas.js';

export interface Operation {
  method: 'get' | 'post';
  path: string;
  id: string;
  summary: string;
  /** The scopes of which an API key needs one; empty where no key helps. */
  scopes?: readonly Scope[];
  /** The parameters of the path, e.g. `id`. */
  parameters?: readonly string[];
  query?: z.ZodObject;
  /** Whether an `Idempotency-Key` is heeded. */
  isIdempotent?: boolean;
  /** The bodies that it takes, one of them. */
  bodies?: readonly RequestName[];
  /** By status, the JSON that it answers; one of them. */
  answers: Readonly<Record<number, readonly AnswerName[]>>;
  /** Other things than JSON that it answers with 200. */
  streams?: readonly string[];
  errors: readonly ErrorCode[];
}

const BODY_ERRORS = [
  'body_malformed',
  'body_invalid',
  'body_too_large',
  'field_too_large',
] as const;
const CONTEXT_ERRORS = [
  'context_missing_field',
  'context_malformed',
  'context_too_large',
  'context_expired',
  'context_from_future',
  'signature_invalid',
] as const;
const QUERY_ERRORS = ['query_invalid', 'field_too_large'] as const;
const ONCE_ERRORS = ['idempotency_key_reused', 'idempotency_key_invalid'] as const;
const KEY_ERRORS = ['api_key_missing', 'api_key_invalid', 'api_key_scope'] as const;

/** What a listing answers with a format, in place of a page. */
const EXPORT_TYPES = ['application/x-ndjson', 'text/csv'];

/** Every call of the API. Pages and files, which are for browsers, are not among them. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/turns',
    id: 'logTurn',
    summary: 'Puts a turn into the review queue, or unites it with the one that asks the same.',
    scopes: ['log'],
    isIdempotent: true,
    bodies: ['TurnByKey', 'TurnByContext'],
    answers: { 201: ['TurnLogged'] },
    errors: [...ONCE_ERRORS, ...BODY_ERRORS, ...CONTEXT_ERRORS, ...KEY_ERRORS],
  },
  {
    method: 'get',
    path: '/v1/turns',
    id: 'listTurns',
    summary: 'The turns of a filter: a page of them, or with a format all of them.',
    scopes: ['review', 'export'],
    query: TurnListQuery,
    answers: { 200: ['TurnPage'] },
    streams: EXPORT_TYPES,
    errors: [...QUERY_ERRORS, ...KEY_ERRORS],
  },
  {
    method: 'get',
    path: '/v1/turns/{id}',
    id: 'readTurn',
    summary: 'One turn.',
    scopes: ['review'],
    parameters: ['id'],
    answers: { 200: ['Turn'] },
    errors: ['not_found', ...KEY_ERRORS],
  },
  {
    method: 'post',
    path: '/v1/turns/{id}/review',
    id: 'reviewTurn',
    summary: 'A reviewer’s verdict. Upon another revision than the stored one it is refused.',
    scopes: ['review'],
    parameters: ['id'],
    bodies: ['Verdict'],
    answers: { 200: ['VerdictGiven'], 409: ['VerdictConflict'] },
    errors: ['not_found', ...BODY_ERRORS, ...KEY_ERRORS],
  },
  {
    method: 'get',
    path: '/v1/overview',
    id: 'readOverview',
    summary: 'What was said and reviewed day by day, and what waits.',
    scopes: ['review'],
    query: OverviewQuery,
    answers: { 200: ['Overview'] },
    errors: [...QUERY_ERRORS, ...KEY_ERRORS],
  },
  {
    method: 'get',
    path: '/v1/events',
    id: 'readEvents',
    summary: 'Server-sent events: which turns have come, changed or been reviewed.',
    scopes: ['review'],
    answers: { 200: [] },
    streams: ['text/event-stream'],
    errors: ['too_many_streams', ...KEY_ERRORS],
  },
  {
    method: 'post',
    path: '/v1/annotations',
    id: 'annotate',
    summary: 'Says how right an answer was. By a signed context the last word wins.',
    scopes: ['log'],
    isIdempotent: true,
    bodies: ['AnnotationByKey', 'AnnotationByContext'],
    answers: { 200: ['Annotated'], 201: ['Annotated', 'AnnotatedByKey'] },
    errors: [...ONCE_ERRORS, ...BODY_ERRORS, ...CONTEXT_ERRORS, ...KEY_ERRORS],
  },
  {
    method: 'get',
    path: '/v1/annotations',
    id: 'listAnnotations',
    summary: 'The annotations, newest first.',
    scopes: ['review', 'export'],
    query: AnnotationListQuery,
    answers: { 200: ['AnnotationPage'] },
    streams: EXPORT_TYPES,
    errors: [...QUERY_ERRORS, ...KEY_ERRORS],
  },
  {
    method: 'get',
    path: '/v1/annotations/{id}/history',
    id: 'readHistory',
    summary: 'What a person said before they changed it or took it back, newest first.',
    scopes: ['review'],
    parameters: ['id'],
    query: HistoryQuery,
    answers: { 200: ['HistoryPage'] },
    errors: ['not_found', ...QUERY_ERRORS, ...KEY_ERRORS],
  },
  {
    method: 'post',
    path: '/v1/feedback/state',
    id: 'readFeedback',
    summary: 'Verifies a context, and reads back what was said with it. Writes nothing.',
    bodies: ['ContextAlone'],
    answers: { 200: ['FeedbackState'] },
    errors: ['body_malformed', 'body_too_large', ...CONTEXT_ERRORS],
  },
  {
    method: 'post',
    path: '/v1/feedback/retract',
    id: 'retractFeedback',
    summary: 'Takes back what was said with a context.',
    bodies: ['ContextAlone'],
    answers: { 200: ['Retracted'] },
    errors: ['body_malformed', 'body_too_large', ...CONTEXT_ERRORS],
  },
  {
    method: 'post',
    path: '/v1/memories/search',
    id: 'searchMemories',
    summary: 'Finds nothing: AgentLoop’s clients ask before each answer, and none are kept here.',
    scopes: ['log'],
    bodies: ['MemorySearch'],
    answers: { 200: ['Memories'] },
    errors: ['body_malformed', 'body_too_large', ...KEY_ERRORS],
  },
  {
    method: 'get',
    path: '/healthz',
    id: 'isAlive',
    summary: 'Whether the process answers.',
    answers: { 200: ['Status'] },
    errors: [],
  },
  {
    method: 'get',
    path: '/readyz',
    id: 'isReady',
    summary: 'Whether the database takes writes.',
    answers: { 200: ['Status'] },
    errors: [],
  },
];
