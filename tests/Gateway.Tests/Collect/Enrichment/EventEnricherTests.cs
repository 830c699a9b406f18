using System.Net;
using System.Text;
using Footfall.Access;
using Footfall.Dev.Servers;
using Footfall.Enrich;
using Footfall.Queue;
using Footfall.Redis;
using Footfall.Visitors;
using Footfall.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace Footfall.Collect;

/// <summary>What becomes of an event, given its request: who is described by it, and what is kept.</summary>
public sealed class EventEnricherTests : IAsyncLifetime
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private const string Time = "2026-03-14T12:00:00Z";
    private const string Seed = $$"""{"site_id":"shop","event_type":"page_view","timestamp":"{{Time}}","path":"/a","user_id":"u"}""";
    private const string View = $$"""{"site_id":"shop","event_type":"page_view","timestamp":"{{Time}}","path":"/a"}""";

    private readonly AccessSnapshot _snapshot = new(TimeProvider.System);
    private readonly AgentClassifier _agents = new();
    private readonly GeoLookup _places = new(NullLogger<GeoLookup>.Instance);
    private readonly DataCentreNetworks _networks = new();
    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private VisitorSalts _salts = null!;
    private EventEnricher _enricher = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync(new RedisServerOptions());
        _redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(_server.ConnectionString));
        await Eventually.TrueAsync(() => _redis.IsConnected);
        _salts = new VisitorSalts(
            new SaltStore(_redis, QueueKeys.Default), Options.Create(new VisitorOptions()), new FakeTimeProvider(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero)));
        await _salts.EnsureAsync(new DateOnly(2026, 3, 14));
        _enricher = new EventEnricher(_agents, _places, _networks, _salts, _snapshot);
    }

    public async ValueTask DisposeAsync()
    {
        _salts.Dispose();
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public void TheSeedsEvent_StaysAsItIs_AndItsSenderIsNoBot() =>
        Assert.Equal("event_type=page_view path=/a user_id=u", Complete(Seed, Program()));

    [Fact]
    public void AnEventOfAProgram_WithoutAnybody_HasNoVisitor() => Assert.Equal("event_type=page_view path=/a", Complete(View, Program()));

    [Fact]
    public void APage_DescribesItsVisitor()
    {
        string kept = Complete(View, Page(Firefox));

        Assert.StartsWith("event_type=page_view path=/a visitor=", kept, StringComparison.Ordinal);
        Assert.EndsWith(" browser=Firefox browser_version=140 os=Linux device=desktop language=de-AT", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePageOfAUser_HasNoOtherVisitor() => Assert.DoesNotContain("visitor=", Complete(Seed, Page(Firefox)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Origin", "https://shop.example")]
    public void ARequestIsOfAPage_ByOneOfTwoHeaders(string name, string value)
    {
        HttpContext context = Program();
        context.Request.Headers.UserAgent = Firefox;
        context.Request.Headers[name] = value;

        Assert.Contains("browser=Firefox", Complete(View, context), StringComparison.Ordinal);
    }

    [Fact]
    public void AProgram_SpeaksForItsVisitor_WhoIsTheSameAsOnAPage()
    {
        string spoken = View[..^1] + $$""","ip":"192.0.2.7","user_agent":"{{Firefox}}","accept_language":"de-AT,de;q=0.9"}""";

        Assert.Equal(Complete(View, Page(Firefox)), Complete(spoken, Program()));
    }

    [Fact]
    public void AProgramThatMayNotSpeakForVisitors_IsNotHeard() => Assert.Equal(
        "event_type=page_view path=/a",
        Complete(View[..^1] + $$""","ip":"192.0.2.7","user_agent":"{{Firefox}}"}""", Program(), AccessMode.Registered));

    [Fact]
    public void APagesOwnWordAboutItsAddress_IsNotHeard() => Assert.Equal(
        Complete(View, Page(Firefox)), Complete(View[..^1] + $$""","ip":"203.0.113.9","user_agent":"{{Googlebot}}"}""", Page(Firefox)));

    [Theory]
    [InlineData(Googlebot, "", "bot=pattern:Googlebot")]
    [InlineData("", "", "bot=headers:no User-Agent")]
    [InlineData(Firefox, ""","automated":true""", "bot=client_signals:automated")]
    public void ABot_IsKeptWithTheLayerThatSawIt(string userAgent, string more, string expected)
    {
        string kept = Complete(View[..^1] + more + "}", Page(userAgent));

        Assert.EndsWith(expected, kept, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAddressOfADataCentre_IsABots()
    {
        _networks.Use(new DataFile("networks", "192.0.2.0/24\tSome Cloud"));

        Assert.EndsWith(" bot=data_centre:Some Cloud", Complete(View, Page(Firefox)), StringComparison.Ordinal);
    }

    [Fact]
    public void AnAddress_GivesItsCountry()
    {
        _places.Use(GeoFile.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "geo", "country.mmdb"))));

        Assert.EndsWith(" language=de-AT country=DE", Complete(View, Page(Firefox, "::ffff:129.69.1.1")), StringComparison.Ordinal);
    }

    [Fact]
    public void TheAddressOfAPage_GivesHostPathTagsSourceAndChannel()
    {
        const string Event = $$"""{"site_id":"shop","event_type":"page_view","timestamp":"{{Time}}","url":"https://WWW.Shop.example/b?utm_source=newsletter&utm_medium=email&gclid=1#x"}""";

        Assert.Equal(
            "event_type=page_view path=/b hostname=shop.example source=newsletter channel=Email utm_source=newsletter utm_medium=email click_id=gclid",
            Complete(Event, Program()));
    }

    [Theory]
    [InlineData("https://www.google.com/search?q=x", "hostname=shop.example referrer=google.com/search source=Google channel=Organic Search")]
    [InlineData("https://shop.example/other", "hostname=shop.example channel=Direct")]
    [InlineData("https://blog.shop.example/post/", "hostname=shop.example referrer=blog.shop.example/post source=blog.shop.example channel=Referral")]
    [InlineData("nonsense", "hostname=shop.example channel=Direct")]
    public void AReferrer_GivesSourceAndChannel_UnlessItIsTheSiteItself(string referrer, string expected)
    {
        string item = $$"""{"site_id":"shop","event_type":"page_view","timestamp":"{{Time}}","url":"https://shop.example/","referrer":"{{referrer}}"}""";

        Assert.Equal("event_type=page_view path=/ " + expected, Complete(item, Program()));
    }

    [Fact]
    public async Task TheDateOfAVisitor_IsThatOfTheSitesTimeZone()
    {
        // 2026-03-14T23:30Z is the next day in Berlin, whose salt is another one.
        const string Late = """{"site_id":"shop","event_type":"page_view","timestamp":"2026-03-14T23:30:00Z","path":"/a"}""";
        Assert.Null(Missing(Late));
        Register("""{"known":true,"origins":[],"needs_write_key":false,"time_zone":"Europe/Berlin"}""");

        Assert.Equal(new DateOnly(2026, 3, 15), Missing(Late));
        Assert.True(await _enricher.TryPrepareAsync(new DateOnly(2026, 3, 15)));
        Assert.Null(Missing(Late));
        Assert.NotEqual(VisitorOf(Complete(View, Page(Firefox))), VisitorOf(Complete(Late, Page(Firefox))));
    }

    [Theory]
    [InlineData(Googlebot, true, true)]
    [InlineData(Googlebot, false, false)]
    [InlineData(Firefox, true, false)]
    public void ASiteMayRefuseBots(string userAgent, bool refuses, bool isRefused)
    {
        Register($$"""{"known":true,"origins":[],"needs_write_key":false,"refuses_bots":{{(refuses ? "true" : "false")}}}""");
        byte[] body = Encoding.UTF8.GetBytes(View);
        ParsedEvent parsed = Parse(body);

        Assert.Equal(isRefused, _enricher.IsRefusedBot(Sender(Page(userAgent)), parsed, body));
        Assert.False(_enricher.IsRefusedBot(Sender(Program()), parsed, body));
    }

    [Fact]
    public void HeadersThatWereSeenBefore_CostNoMemory()
    {
        const string Event = $$"""{"site_id":"shop","event_type":"page_view","timestamp":"{{Time}}","url":"https://shop.example/b?utm_source=newsletter","referrer":"https://www.google.com/"}""";
        byte[] body = Encoding.UTF8.GetBytes(Event);
        ParsedEvent parsed = Parse(body);
        EventSender sender = Sender(Page(Firefox));
        _enricher.Complete(sender, parsed, body);
        long before = GC.GetAllocatedBytesForCurrentThread();

        _enricher.Complete(sender, parsed, body);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static DefaultHttpContext Program() => new() { Connection = { RemoteIpAddress = IPAddress.Parse("203.0.113.200") }, Request = { Headers = { UserAgent = "curl/8.5.0" } } };

    private static DefaultHttpContext Page(string userAgent, string address = "192.0.2.7") => new()
    {
        Connection = { RemoteIpAddress = IPAddress.Parse(address) },
        Request = { Headers = { UserAgent = userAgent, AcceptLanguage = "de-AT,de;q=0.9", Origin = "https://shop.example" } },
    };

    private static ParsedEvent Parse(byte[] body)
    {
        EventParser parser = EventParser.Parse(body);
        Assert.Null(parser.Error);
        Assert.Null(parser.FindFaults(EventTime.FromDateTime(Parsed.Now)));
        return parser.Event;
    }

    private static string VisitorOf(string kept) => kept.Split(' ').Single(part => part.StartsWith("visitor=", StringComparison.Ordinal));

    private void Register(string settings) => _snapshot.Write([KeyValuePair.Create("s:shop", settings)], isWhole: true);

    private EventSender Sender(HttpContext context, AccessMode mode = AccessMode.Open) => new SenderReader(_agents, Authorizer(mode)).Read(context, default);

    private IngestAuthorizer Authorizer(AccessMode mode)
    {
        IOptions<AccessOptions> options = Options.Create(new AccessOptions { Mode = mode });
        return new IngestAuthorizer(options, _snapshot, new SiteAutoRegistration(options, _snapshot, null!, TimeProvider.System));
    }

    private DateOnly? Missing(string item)
    {
        byte[] body = Encoding.UTF8.GetBytes(item);
        return _enricher.FindMissingSalt(Sender(Page(Firefox)), Parse(body), body);
    }

    /// <summary>Returns the fields that are kept, by name.</summary>
    private string Complete(string item, HttpContext context, AccessMode mode = AccessMode.Open)
    {
        byte[] body = Encoding.UTF8.GetBytes(item);
        EventView view = _enricher.Complete(Sender(context, mode), Parse(body), body);
        var kept = new List<string>();
        foreach (EventFieldRule rule in EventSchema.Fields)
        {
            if (view.Has(rule.Field))
            {
                kept.Add($"{rule.Name}={Encoding.UTF8.GetString(view[rule.Field])}");
            }
        }

        Assert.Null(EventCheck.FindFault(view));
        return string.Join(' ', kept);
    }
}
