/** An expression, and the name that it goes by from there on. */
export interface NamedExpression {
  readonly expression: string;
  readonly name: string;
}
