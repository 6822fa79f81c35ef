/** The person said that the answer is right. */
export const THUMBS_UP = { thumbs_up: true } as const;

/** The person said that the answer is wrong. */
export const THUMBS_DOWN = { thumbs_down: true } as const;

/** For the brave: every turn is logged, and says why. A sample of all is not called a sample. */
export const LOG_EVERYTHING = { log_everything: true } as const;
