/**
 * A workflow of GitHub that checks each pull request.
 *
 * @param command the check to run
 */
export function workflowFor(command: string): string {
  return `name: clv
on: pull_request
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      # clv stands among the devDependencies of package.json.
      - run: npm ci
      - run: npx --no ${command} --reporter tty --reporter github
`;
}
