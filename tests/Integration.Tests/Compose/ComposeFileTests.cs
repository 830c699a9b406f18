using System.Text.RegularExpressions;
using Footfall.Dev.Servers;

namespace Footfall.Integration.Compose;

/// <summary>Checks the guarantees of docker-compose.yml, read from the file itself.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public void It_has_the_two_stores_and_the_two_hosts() =>
        Assert.Equal(["gateway", "postgres", "redis", "silo"], new ComposeFile(Nothing).Services.Order());

    [Fact]
    public void A_silo_can_be_scaled()
    {
        var compose = new ComposeFile(Nothing);
        Assert.Null(compose.Find("silo", "ports"));
        Assert.Null(compose.Find("silo", "hostname"));
        Assert.All(compose.Services, service => Assert.Null(compose.Find(service, "container_name")));
        Assert.Equal("host", compose.Environment("silo")["Cluster__Advertise"]);
    }

    [Fact]
    public void Images_are_pinned()
    {
        var compose = new ComposeFile(Nothing);
        Assert.All(compose.Services, service => Assert.Matches(PinnedImage(), compose.Text(service, "image")));
        foreach (string host in (string[])["Silo", "Gateway"])
        {
            string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, host, "Dockerfile"));
            Assert.All(lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)), line => Assert.Matches(PinnedImage(), line.Split(' ')[1]));
            Assert.Contains("USER $APP_UID", lines);
        }
    }

    [Fact]
    public void Everything_is_watched_and_restarted() => Assert.All(new ComposeFile(Nothing).Services, service =>
    {
        var compose = new ComposeFile(Nothing);
        Assert.NotNull(compose.Find(service, "healthcheck"));
        Assert.Equal("unless-stopped", compose.Text(service, "restart"));
    });

    /// <summary>The hosts' images have no shell.</summary>
    [Theory]
    [InlineData("silo")]
    [InlineData("gateway")]
    public void Hosts_are_asked_by_the_probe_on_their_own_port(string host)
    {
        var compose = new ComposeFile(Nothing);
        var check = (Dictionary<object, object>)compose.Find(host, "healthcheck")!;
        string port = new Uri(compose.Environment(host)["ASPNETCORE_URLS"].Replace("+", "localhost", StringComparison.Ordinal)).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(["CMD", "dotnet", "Footfall.Probe.dll", port], ((List<object>)check["test"]).Cast<string>());
        string dockerfile = File.ReadAllText(Path.Combine(Repository.Root, char.ToUpperInvariant(host[0]) + host[1..], "Dockerfile"));
        Assert.Contains("tools/Probe/Probe.csproj", dockerfile, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_HTTP_PORTS= ", dockerfile, StringComparison.Ordinal);
    }

    /// <summary>Older engines refuse the file, so the start instructions must name the required version.</summary>
    [Fact]
    public void What_it_needs_of_the_engine_is_said()
    {
        var compose = new ComposeFile(Nothing);
        Assert.All(compose.Services, service => Assert.Contains("start_interval", ((Dictionary<object, object>)compose.Find(service, "healthcheck")!).Keys));
        foreach (string file in (string[])["docker-compose.yml", "docs/operations/containers.md"])
        {
            Assert.Contains("Docker Engine 25 and Compose 2.20.2, or newer", File.ReadAllText(Path.Combine(Repository.Root, file)), StringComparison.Ordinal);
        }
    }

    /// <summary>The image's user sets the permissions of its socket folder, which fails if root owns the folder.</summary>
    [Fact]
    public void The_folder_of_PostgreSQLs_socket_is_its_own() =>
        Assert.Contains("/var/run/postgresql:uid=999,gid=999", new ComposeFile(Nothing).List("postgres", "tmpfs"));

    [Fact]
    public void Images_are_built_from_what_they_need_only()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore"));
        Assert.Contains("*", lines);
        Assert.Contains("Gateway/web/test", lines);
        Assert.DoesNotContain("!tests", lines);
    }

    [Fact]
    public void No_container_has_rights_or_writes_on_its_image() => Assert.All(new ComposeFile(Nothing).Services, service =>
    {
        var compose = new ComposeFile(Nothing);
        Assert.Equal("true", compose.Text(service, "read_only"));
        Assert.Equal(["ALL"], compose.List(service, "cap_drop"));
        Assert.Equal(["no-new-privileges:true"], compose.List(service, "security_opt"));
        Assert.Null(compose.Find(service, "privileged"));
        if (compose.Find(service, "build") is null)
        {
            // The other images define their user themselves, which another test checks.
            Assert.Equal(service, compose.Text(service, "user"));
        }
    });

    [Fact]
    public void The_stores_keep_what_they_are_given_and_are_not_published()
    {
        var compose = new ComposeFile(Nothing);
        string redis = string.Join(' ', compose.List("redis", "command"));
        Assert.Contains("--appendonly yes", redis, StringComparison.Ordinal);
        Assert.Contains("--maxmemory-policy noeviction", redis, StringComparison.Ordinal);
        foreach (string store in (string[])["redis", "postgres"])
        {
            Assert.Single(compose.List(store, "volumes"));
            Assert.Null(compose.Find(store, "ports"));
        }
    }

    [Fact]
    public void Without_settings_it_is_as_the_example_of_settings_says()
    {
        Dictionary<string, string> example = File.ReadLines(Path.Combine(Repository.Root, ".env.example"))
            .Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal(["DATABASE_URL", "POSTGRES_DB", "POSTGRES_PASSWORD", "POSTGRES_USER", "REDIS_URL"], example.Keys.Order());
        var without = new ComposeFile(Nothing);
        var with = new ComposeFile(example);
        Assert.All(without.Services, service => Assert.Equal(without.Environment(service), with.Environment(service)));
    }

    [Fact]
    public void Settings_reach_the_services()
    {
        var compose = new ComposeFile(new Dictionary<string, string>
        {
            ["POSTGRES_USER"] = "app",
            ["POSTGRES_PASSWORD"] = "pass$$word",
            ["POSTGRES_DB"] = "analytics",
            ["REDIS_URL"] = "redis://elsewhere:1",
            ["FOOTFALL_PORT"] = "8080",
        });
        Assert.Equal("postgresql://app:pass$$word@postgres:5432/analytics", compose.Environment("silo")["DATABASE_URL"]);
        Assert.Equal("redis://elsewhere:1", compose.Environment("silo")["REDIS_URL"]);
        Assert.Equal("redis://elsewhere:1", compose.Environment("gateway")["REDIS_URL"]);
        Assert.Equal("analytics", compose.Environment("postgres")["POSTGRES_DB"]);
        Assert.Equal(["127.0.0.1:8080:3000"], compose.List("gateway", "ports"));
    }

    /// <summary>Matches a version of at least two numbers.</summary>
    [GeneratedRegex(@"^[a-z./-]+:\d+\.\d+[\w.-]*$")]
    private static partial Regex PinnedImage();
}
