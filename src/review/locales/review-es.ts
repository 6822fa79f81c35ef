import { reviewEn } from './review-en.js';
import type { ReviewStrings } from './review-strings.js';
export const reviewEs: ReviewStrings = reviewEn;
