using Footfall.Days;

namespace Footfall.Benchmarks.Micro;

/// <summary>
/// A day as sites have them, the same at each run: 4 events a visitor, 5,000 paths with a title each, 3,000 kinds of clients and 500 origins,
/// a few of each being most of it; half of the views have an engagement, one event in twelve properties, one in a hundred revenue.
/// </summary>
internal sealed class SampleDay
{
    private const long DayStart = 1_780_272_000_000_000;
    private const int Paths = 5000, Clients = 3000, Origins = 500;

    private static readonly string[] s_types = ["click", "download", "form_start", "search", "sign_up", "video_play"];
    private static readonly int[] s_widths = [320, 360, 375, 390, 393, 412, 414, 430, 768, 810, 820, 1024, 1280, 1366, 1440, 1512, 1536, 1728, 1920, 2560, 3840];

    private readonly Random _random;
    private readonly int _unit;
    private readonly string[] _paths = Texts(Paths, i => $"/{s_types[i % 6]}/articles-of-{2010 + (i % 17)}/{i * 7919 % 10_007:x}-how-to-{i}");
    private readonly string[] _pages = Texts(Paths, i => $$"""{"hostname":"{{(i % 5 == 0 ? "shop.example.com" : "example.com")}}","title":"How to {{i}}, part {{i * 7919 % 10_007}} | Example"}""");
    private readonly string[] _clients = Texts(Clients, i => $$"""{"browser":"{{(i % 3 == 0 ? "Chrome" : i % 3 == 1 ? "Safari" : "Firefox")}}","browser_version":"{{100 + (i % 50)}}","os":"{{(i % 2 == 0 ? "Windows" : "iOS")}}","device":"{{(i % 2 == 0 ? "desktop" : "mobile")}}","language":"{{(i % 7 == 0 ? "de-DE" : "en-US")}}","country":"{{(char)('A' + (i % 26))}}{{(char)('A' + (i / 26 % 26))}}"}""");
    private readonly string[] _origins = Texts(Origins, i => $$"""{"referrer":"example{{i}}.org/links","source":"example{{i}}.org","channel":"{{(i % 3 == 0 ? "Organic Search" : "Referral")}}"}""");
    private readonly string[] _props = Texts(2000, i => $$$"""{"props":{"position":"{{{i % 20}}}","variant":"{{{(i % 2 == 0 ? "A" : "B")}}}","term":"word {{{i}}}"}}""");

    /// <param name="seed">Another seed is another day of the same site.</param>
    /// <param name="unit">Microseconds of the unit of all times.</param>
    public SampleDay(int seed, int unit = 1000)
    {
        _random = new Random(seed);
        _unit = unit;
    }

    /// <summary>So many events in the order in which they came.</summary>
    public DayEvent[] Take(int count)
    {
        var events = new List<DayEvent>(count + 100);
        while (events.Count < count)
        {
            AddVisitor(events);
        }

        return [.. events.Take(count).OrderBy(item => item.Time)];
    }

    private void AddVisitor(List<DayEvent> events)
    {
        bool isBot = _random.Next(20) == 0;
        string? user = _random.Next(10) == 0 ? $"user-{_random.Next(100_000)}" : null;
        long? visitor = user is null ? _random.NextInt64(long.MinValue, long.MaxValue) : null;
        string client = _clients[Skewed(Clients)];
        int width = s_widths[Skewed(s_widths.Length)];
        double time = 86_400e6 * _random.NextDouble();
        for (int visit = _random.Next(6) == 0 ? 2 : 1; visit > 0 && time < 86_400e6; visit--, time += 4 * 3600e6 * _random.NextDouble())
        {
            string? origin = _random.Next(5) == 0 ? null : _origins[Skewed(Origins)];
            for (int views = 1 + (int)(-1.15 * Math.Log(_random.NextDouble())); views > 0 && time < 86_400e6; views--, origin = null)
            {
                int page = Skewed(Paths);
                Add("page_view", null, null, null, null);
                double engaged = Math.Exp(9.5 + (1.2 * Normal()));
                time += engaged * 1000;
                if (_random.Next(2) == 0)
                {
                    Add("engagement", null, (int)engaged, _random.Next(101), null);
                }

                if (_random.Next(6) == 0)
                {
                    Add(s_types[Skewed(6)], _props[Skewed(_props.Length)], null, null, _random.Next(12) == 0 ? _random.Next(100, 50_000) * 10L : null);
                }

                time += 1e6 * _random.Next(1, 20);

                void Add(string type, string? props, int? engagedMs, int? scroll, long? revenue) => events.Add(new DayEvent(
                    DayStart + ((long)Math.Min(time, 86_399_999_999) / _unit * _unit), user, visitor, type, _paths[page], _pages[page], type == "page_view" ? origin : null,
                    client, props, engagedMs, scroll, width, revenue, revenue is null ? null : "EUR", isBot));
            }
        }
    }

    private static string[] Texts(int count, Func<int, string> text) => [.. Enumerable.Range(0, count).Select(text)];

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>A number below <paramref name="count"/>, as likely as 1 / (number + 1), nearly.</summary>
    private int Skewed(int count) => (int)(Math.Pow(count, _random.NextDouble()) - 1);
}
