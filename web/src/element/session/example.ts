/** The worked example: what a visitor sees before doing anything. */

/** The account of AliKassa's documentation. */
export const exampleAccount = "93d5df06-996c-48c3-9847-348d6b580b80";

/** A request for each operation, in the order of the documented samples. */
export const examples: Readonly<Record<string, string>> = {
  payment: `{
  "order_id": "1785153600",
  "amount": 500.50,
  "customer_browser_user_agent": "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0",
  "customer_ip": "18.191.80.10",
  "success_redirect_id": 1,
  "fail_redirect_id": 1,
  "notification_endpoint_id": 5,
  "service": "payment_card_rub_hpp",
  "desc": "Заказ 1785153600"
}`,
  "payment-status": `{
  "order_id": "1785153600"
}`,
  payout: `{
  "order_id": "1785153601",
  "amount": "500.00",
  "number": "4111111111111111",
  "service": "payout_card_rub",
  "notification_endpoint_id": 5,
  "extra": {
    "card_exp_year": "29",
    "card_exp_month": "08",
    "card_holder": "ANNA IVANOVA"
  }
}`,
  "payout-status": `{
  "order_id": "1785153601"
}`,
  balance: "[]",
};
