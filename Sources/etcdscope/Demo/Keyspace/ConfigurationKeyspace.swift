/// Configuration as applications keep it in etcd: JSON, YAML and plain text.
enum ConfigurationKeyspace {
  static let entries = [
    DemoEntry(
      "/config/gateway/routes.json",
      """
      {
        "routes": [
          {"prefix": "/checkout", "service": "checkout", "timeoutSeconds": 5, "retries": 2},
          {"prefix": "/catalogue", "service": "catalogue", "timeoutSeconds": 2, "retries": 0},
          {"prefix": "/", "service": "storefront", "timeoutSeconds": 10, "retries": 1}
        ],
        "rateLimit": {"requestsPerSecond": 250.5, "burst": 1000},
        "tls": {"minimumVersion": "1.2", "redirect": true},
        "maintenance": null
      }
      """),
    DemoEntry(
      "/config/checkout/production.yaml",
      """
      # Read at start and on change.
      server:
        port: 8080
        shutdownGrace: 20s
      database:
        host: ledger-db.payments.svc
        pool: {min: 4, max: 32}
      currencies: [EUR, GBP, USD]
      features:
        - name: express-checkout
          share: 0.25
        - name: gift-cards
          share: 1.0
      """),
    DemoEntry(
      "/config/checkout/staging.yaml",
      """
      server:
        port: 8080
      database:
        host: ledger-db.staging.svc
      """),
    DemoEntry(
      "/config/payments/providers.json",
      #"{"default":"acme","providers":{"acme":{"url":"https://api.acme.example","weight":80},"#
        + #""umbrella":{"url":"https://pay.umbrella.example","weight":20}}}"#),
    DemoEntry("/config/logging/level", "info"),
    DemoEntry("/config/logging/sampling", "0.05"),
    DemoEntry("/config/feature-flags/express-checkout", "true"),
    DemoEntry("/config/feature-flags/dark-mode", "false"),
    DemoEntry("/config/feature-flags/gift-cards", "true"),
    DemoEntry(
      "/config/notes/on-call.md", "# On call\n\n- page *payments* first\n- then the shop\n"),
    DemoEntry("/config/i18n/greeting", "Grüß Gott · こんにちは · مرحبا · 👋🏽"),
    DemoEntry("/config/empty", ""),
    DemoEntry("version", "2024.11.3"),
  ]
}
