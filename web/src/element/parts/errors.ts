/** The API's documented answers: one row each. */

export interface ApiAnswer {
  readonly status: number;
  /** AliKassa's `message`, as it comes; `…` stands for a number. */
  readonly message: string;
  /** The key of its explanation in the catalogue. */
  readonly means: AnswerName;
}

export type AnswerName =
  | "created"
  | "invalid"
  | "works"
  | "order"
  | "service"
  | "project"
  | "minimum"
  | "maximum"
  | "server";

export const apiAnswers: readonly ApiAnswer[] = [
  { status: 200, message: '{"url": …, "payment_status": "wait", "id": …, "uuid": …}', means: "created" },
  { status: 400, message: "The given data was invalid.", means: "invalid" },
  { status: 400, message: "order_id exists", means: "order" },
  { status: 400, message: "Not exists service / No found service", means: "service" },
  { status: 400, message: "Minimum amount …", means: "minimum" },
  { status: 400, message: "Maximum amount …", means: "maximum" },
  { status: 400, message: "Project not allowed to accept payments", means: "project" },
  { status: 400, message: "Technical works.", means: "works" },
  { status: 500, message: "Internal server error", means: "server" },
];
