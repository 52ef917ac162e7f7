import GRDB

/// The schema's history: append only, one file each. A released migration never changes.
enum StoreMigrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001-initial", migrate: InitialSchema.create)
        migrator.registerMigration("backlog-bytes", migrate: BacklogBytes.apply)
        migrator.registerMigration("pruning", migrate: PruningTables.create)
        migrator.registerMigration("requeued-deliveries", migrate: RequeuedDeliveries.apply)
        migrator.registerMigration("replay-progress", migrate: ReplayProgress.apply)
        migrator.registerMigration("direct-deliveries", migrate: DirectDeliveries.apply)
        migrator.registerMigration("hooks", migrate: HookTables.create)
        migrator.registerMigration("documents", migrate: DocumentTable.create)
        migrator.registerMigration("consumers", migrate: ConsumerTables.create)
        migrator.registerMigration("sources", migrate: SourceTables.create)
        migrator.registerMigration("panel-access", migrate: PanelAccessTables.create)
        migrator.registerMigration("portal", migrate: PortalColumns.add)
        migrator.registerMigration("accepted-counts", migrate: AcceptedCounts.create)
        migrator.registerMigration("attempt-timings", migrate: AttemptTimings.apply)
        migrator.registerMigration("stats-hours", migrate: StatsHours.create)
        return migrator
    }
}
