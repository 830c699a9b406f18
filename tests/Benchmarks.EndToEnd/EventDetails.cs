using System.Globalization;
using Footfall.Wire;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// All fields of events beyond type, path, user and id, in a mix like that of a site: a visitor has four events; pages, origins and clients
/// are skewed, with a long tail of places; properties come with every tenth event, revenue with every fiftieth, engagement with every third.
/// </summary>
internal static class EventDetails
{
    private static readonly string[] Sources = ["Google", "Bing", "DuckDuckGo", "news.example", "blog.example", "Mastodon", "Newsletter", "shop.example"];
    private static readonly string[] Browsers = ["Chrome", "Safari", "Firefox", "Edge", "Samsung Internet"];
    private static readonly string[] Systems = ["Windows", "Android", "iOS", "macOS", "Linux"];
    private static readonly (string Language, string Country, string Region)[] Places =
    [
        ("de-DE", "DE", "Berlin"), ("de-DE", "DE", "Bayern"), ("de-AT", "AT", "Wien"), ("en-GB", "GB", "England"), ("en-US", "US", "New York"),
        ("en-US", "US", "California"), ("fr-FR", "FR", "Île-de-France"), ("es-ES", "ES", "Madrid"),
    ];

    private static readonly string[] Widths = ["390", "412", "1280", "1440", "1536", "1920", "2560"];

    /// <summary>Returns the number of the page that an event is about, below 100.</summary>
    public static int Page(int site, int number) => Pick(100, Mix(site, number), 0);

    /// <summary>Returns the fields of an event.</summary>
    /// <param name="site">The site.</param>
    /// <param name="number">The event's number within the site.</param>
    public static IEnumerable<(EventField Field, string Text)> Of(int site, int number)
    {
        ulong visitor = Mix(site, number / 4 + 1_000_000);
        ulong mixed = Mix(site, number);
        if (number % 8 < 4)
        {
            yield return (EventField.Visitor, visitor.ToString("x16", CultureInfo.InvariantCulture));
        }

        yield return (EventField.Hostname, "www.shop.example");
        yield return (EventField.Title, string.Create(CultureInfo.InvariantCulture, $"Page {Page(site, number)} of the shop: all that you need"));
        if (visitor % 5 < 2)
        {
            string source = Sources[Pick(Sources.Length, visitor, 8)];
            yield return (EventField.Referrer, string.Create(CultureInfo.InvariantCulture, $"https://{source.ToLowerInvariant()}/{(visitor >> 3) % 4}"));
            yield return (EventField.Source, source);
            yield return (EventField.Channel, "Organic Search");
            if (visitor % 25 == 0)
            {
                yield return (EventField.UtmSource, source);
                yield return (EventField.UtmMedium, "cpc");
                yield return (EventField.UtmCampaign, string.Create(CultureInfo.InvariantCulture, $"campaign {(visitor >> 5) % 4}"));
            }
        }
        else
        {
            yield return (EventField.Channel, "Direct");
        }

        (string language, string country, string region) = Places[Pick(Places.Length, visitor, 16)];
        int system = Pick(Systems.Length, visitor, 24);
        yield return (EventField.Browser, Browsers[Pick(Browsers.Length, visitor, 32)]);
        yield return (EventField.BrowserVersion, (150 - Pick(10, visitor, 40)).ToString(CultureInfo.InvariantCulture));
        yield return (EventField.Os, Systems[system]);
        yield return (EventField.OsVersion, (11 + system).ToString(CultureInfo.InvariantCulture));
        yield return (EventField.Device, system is 1 or 2 ? "mobile" : "desktop");
        yield return (EventField.Language, language);
        yield return (EventField.Country, country);
        yield return (EventField.Region, region);
        yield return (EventField.City, string.Create(CultureInfo.InvariantCulture, $"{region} {Pick(20, visitor, 48)}"));
        if (number % 10 == 0)
        {
            yield return (EventField.Props, $$"""{"plan":"{{(visitor % 3 == 0 ? "basic" : "pro")}}","items":{{mixed % 12}}}""");
        }

        if (number % 50 == 0)
        {
            yield return (EventField.Revenue, string.Create(CultureInfo.InvariantCulture, $"{mixed % 200}.99 EUR"));
        }

        if (number % 3 == 0)
        {
            yield return (EventField.EngagedMs, (mixed % 60_000).ToString(CultureInfo.InvariantCulture));
            yield return (EventField.Scroll, (mixed % 101).ToString(CultureInfo.InvariantCulture));
        }

        yield return (EventField.ScreenWidth, Widths[Pick(Widths.Length, visitor, 56)]);
    }

    /// <summary>Returns a number below a limit, of which the lower ones are more frequent: the cube of a byte of the source.</summary>
    private static int Pick(int limit, ulong source, int shift)
    {
        double part = ((source >> shift) & 0xFF) / 256.0;
        return (int)(limit * part * part * part);
    }

    private static ulong Mix(int site, int number)
    {
        ulong mixed = (((ulong)(uint)site << 32) | (uint)number) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8_FEB8_6659_FD93;
        return mixed ^ (mixed >> 32);
    }
}
