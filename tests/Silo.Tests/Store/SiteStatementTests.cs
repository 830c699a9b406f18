using System.Text.RegularExpressions;
using Footfall.Servers;
using Footfall.Stats;

namespace Footfall.Store;

/// <summary>
/// Every statement of db/queries finds its rows by their site in PostgreSQL's plan, so that its cost does not grow with the
/// number of sites and it can run where the site is; except for statements about all sites.
/// </summary>
public sealed partial class SiteStatementTests(PostgresFixture postgres)
{
    /// <summary>The statements that are not about given sites, and why.</summary>
    private static readonly Dictionary<string, string> OfNoSite = new()
    {
        ["AccessVersion.Mend"] = "once at start, after rows were restored by themselves",
        ["DatabaseStartup.ReadSettings"] = "the server's settings, once at start",
        ["DeadLetterStore.Count"] = "an operator's search in all dead letters",
        ["DeadLetterStore.ListAll"] = "an operator's list of all dead letters",
        ["DeadLetterStore.Search"] = "an operator's search in all dead letters",
        ["EventIdTrimmer.Trim"] = "tidies up every ten minutes",
        ["EventPartitions.Attach"] = "makes a month's table",
        ["EventPartitions.Create"] = "makes a month's table",
        ["EventPartitions.FindFreeName"] = "reads the catalogue",
        ["EventPartitions.Lock"] = "an advisory lock",
        ["ErasureWorker.DeleteOld"] = "tidies up",
        ["ErasureWorker.ListUnfinished"] = "what is to be erased of all sites, by an index of nothing else",
        ["ErasureWorker.StartRetention"] = "looks once a minute for sites that have events which are too old",
        ["LegacyQueueMigrator.HasCheckpoints"] = "once, when a cluster takes over what waits under former names",
        ["SegmentBuilder.FindMissing"] = "days of all sites that are to be built again, by an index of nothing else",
        ["StaleTransactionReaper.Open"] = "reads the server's sessions",
        ["StaleTransactionReaper.Terminate"] = "ends a session",
        ["LedgerReader.ReadAll"] = "an operator's ledger of the whole installation",
        ["Migrations.MakeJournal"] = "makes the journal of migrations",
        ["SiteCountersReader.Read"] = "an operator's table of all sites",
        ["WalRollbackDetector.ReadPosition"] = "the server's position",
        ["WalRollbackDetector.ReadSystem"] = "the server's identifier",
        ["StoreOwnership.Read"] = "the installation's one row",
        ["WriteTransaction.Begin"] = "settings of the transaction",
        ["WriteTransaction.Mark"] = "the log of changes",
    };

    public static TheoryData<string> Statements => [.. Names().Where(name => !OfNoSite.ContainsKey(name))];

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Statement_FindsItsRowsByTheirSite(string name)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.Months.EnsureAsync([(2025 * 12) + 10, (2025 * 12) + 11], CancellationToken.None);
        string sql = SqlText.Load(name);

        if (name == "CommitTransaction.CopyEvents")
        {
            Assert.Contains(", site_id, ", sql);
            return;
        }

        Assert.Empty(await SitePlan.FindScansOfAllSitesAsync(test, sql));
    }

    [Fact]
    public async Task Statistics_OfADay_FindTheirRowsBySite()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.Months.EnsureAsync([(2025 * 12) + 10], CancellationToken.None);

        Assert.Empty(await SitePlan.FindScansOfAllSitesAsync(test, StatsReader.ReadDaySql));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM events WHERE chunk >= $1", "events_2025_11: ")]
    [InlineData("SELECT path FROM rollup_paths WHERE path_hash = sha256(convert_to($1, 'UTF8'))", "rollup_paths: ")]
    [InlineData("UPDATE site_state SET stored = 0 WHERE commit_id = $1", "site_state: ")]
    [InlineData("DELETE FROM dead_letters WHERE reason = $1", "dead_letters: ")]
    [InlineData("SELECT c.epoch FROM site_state s JOIN site_checkpoints c ON c.site_id = s.site_id WHERE s.commit_id = $1", "site_state: ")]
    [InlineData("SELECT 1 FROM events WHERE site_id > $1", "events_2025_11: ")]
    public async Task StatementOfAllSites_IsFound(string sql, string scan)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.Months.EnsureAsync([(2025 * 12) + 10], CancellationToken.None);

        Assert.Contains(await SitePlan.FindScansOfAllSitesAsync(test, sql), line => line.Contains(scan, StringComparison.Ordinal));
    }

    /// <summary>Statements elsewhere would not be checked above.</summary>
    [Fact]
    public void StatementsOnTables_StandInDbQueriesOnly()
    {
        Assert.All(OfNoSite.Keys, name => Assert.Contains(name, Names()));
        Assert.All(
            Sources(),
            file => Assert.DoesNotMatch(SqlOnATable(), File.ReadAllText(file)));
    }

    /// <summary>Each statement is loaded once, into a static field of the type that runs it, and none is unused.</summary>
    [Fact]
    public void Statements_AreLoadedOnce()
    {
        string[] sources = [.. Sources().Select(File.ReadAllText)];
        IEnumerable<string> loaded = sources.SelectMany(text => Load().Matches(text).Select(match => match.Groups["name"].Value));

        Assert.Equal(Names().Order(StringComparer.Ordinal), loaded.Order(StringComparer.Ordinal));
        Assert.All(sources, text => Assert.All(
            StaticField().Replace(text, "").Split('\n'), line => Assert.DoesNotContain("SqlText.Load(", line, StringComparison.Ordinal)));
    }

    [Fact]
    public void Statements_AreNamedAfterTheTypeThatLoadsThem() => Assert.All(
        Sources(),
        file => Assert.All(
            Load().Matches(File.ReadAllText(file)),
            match => Assert.StartsWith(Path.GetFileNameWithoutExtension(file) + ".", match.Groups["name"].Value, StringComparison.Ordinal)));

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Footfall.Dev.Servers.Repository.Root, "Silo"), "*.cs", SearchOption.AllDirectories);

    private static string[] Names() => [.. typeof(SqlText).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("queries/", StringComparison.Ordinal))
        .Select(name => Path.GetFileNameWithoutExtension(name))];

    [GeneratedRegex(@"\b(FROM|JOIN|INTO|UPDATE|COPY)\s+(events|event_ids|dead_letters|site_\w+|rollup_\w+)\b")]
    private static partial Regex SqlOnATable();

    [GeneratedRegex(@"SqlText\.Load\(""(?<name>[\w.]+)""\)")]
    private static partial Regex Load();

    [GeneratedRegex(@"static readonly [^;]+;")]
    private static partial Regex StaticField();
}
