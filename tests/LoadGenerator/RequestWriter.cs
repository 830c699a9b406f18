using System.Globalization;
using System.Text;

namespace Footfall.LoadGenerator;

/// <summary>Writes one connection's requests, each into the same buffer.</summary>
internal sealed class RequestWriter
{
    /// <summary>Above the size of an event as JSON.</summary>
    private const int EventBytes = 512;
    private const int Paths = 100;
    private const int Users = 10_000;

    /// <summary>Digits of the Content-Length, which is written last.</summary>
    private const int LengthDigits = 7;

    private readonly LoadOptions _options;
    private readonly ZipfSites _sites;
    private readonly Random _random;
    private readonly byte[] _buffer;
    private readonly int _headLength;

    public RequestWriter(LoadOptions options, ZipfSites sites, int seed)
    {
        _options = options;
        _sites = sites;
        _random = new Random(seed);
        string headers = (options.Key is { } key ? $"Authorization: Bearer {key}\r\n" : "") + (options.FromPages ? BrowserHeaders(seed) : "");
        string head = string.Create(CultureInfo.InvariantCulture,
            $"POST {(options.Batch == 1 ? "/api/event" : "/api/events")} HTTP/1.1\r\nHost: {options.Url.Authority}\r\n{headers}Content-Type: application/json\r\nContent-Length: {new string('0', LengthDigits)}\r\n\r\n");
        _buffer = new byte[head.Length + 2 + (options.Batch * EventBytes)];
        _headLength = Encoding.ASCII.GetBytes(head, _buffer);
    }

    /// <summary>The headers of a browser; each connection has its own version, and all together some that a gateway has seen.</summary>
    private static string BrowserHeaders(int seed)
    {
        int version = 120 + (seed % 24);
        return string.Create(CultureInfo.InvariantCulture, $"""
            User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 Safari/537.36
            Accept: */*
            Accept-Encoding: gzip, deflate, br, zstd
            Accept-Language: {(seed % 2 == 0 ? "de-DE,de;q=0.9,en;q=0.8" : "en-GB,en;q=0.9")}
            Origin: https://www.shop.example
            Referer: https://www.shop.example/
            Sec-Fetch-Dest: empty
            Sec-Fetch-Mode: cors
            Sec-Fetch-Site: cross-site
            sec-ch-ua: "Chromium";v="{version}", "Google Chrome";v="{version}", "Not?A_Brand";v="24"
            sec-ch-ua-mobile: ?0
            sec-ch-ua-platform: "Windows"

            """).ReplaceLineEndings("\r\n");
    }

    /// <param name="first">The number of the request's first event.</param>
    /// <param name="count">The number of events.</param>
    public ReadOnlyMemory<byte> Write(long first, int count)
    {
        int at = _headLength;
        if (_options.Batch > 1)
        {
            _buffer[at++] = (byte)'[';
        }

        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                _buffer[at++] = (byte)',';
            }

            at += Write(_buffer.AsSpan(at), first + i);
        }

        if (_options.Batch > 1)
        {
            _buffer[at++] = (byte)']';
        }

        int length = at - _headLength;
        for (int digit = _headLength - 5; digit > _headLength - 5 - LengthDigits; digit--)
        {
            _buffer[digit] = (byte)('0' + (length % 10));
            length /= 10;
        }

        return _buffer.AsMemory(0, at);
    }

    private int Write(Span<byte> target, long number)
    {
        int site = _sites.Pick(_random);
        int path = _random.Next(Paths);
        int user = _random.Next(Users);
        DateTime now = DateTime.UtcNow;
        int length;
        bool fits = _options.FromPages
            ? System.Text.Unicode.Utf8.TryWrite(target, CultureInfo.InvariantCulture,
                $"{{\"site_id\":\"{_options.Run}-{site}\",\"event_type\":\"page_view\",\"path\":\"/page/{path}\",\"url\":\"https://www.shop.example/page/{path}?utm_source=newsletter&utm_medium=email\",\"referrer\":\"https://news.example/{user % 8}\",\"timestamp\":\"{now:O}\"}}", out length)
            : _options.HasIds
            ? System.Text.Unicode.Utf8.TryWrite(target, CultureInfo.InvariantCulture,
                $"{{\"site_id\":\"{_options.Run}-{site}\",\"event_type\":\"page_view\",\"path\":\"/page/{path}\",\"user_id\":\"user-{user}\",\"timestamp\":\"{now:O}\",\"event_id\":\"{_options.Run}-{number}\"}}", out length)
            : System.Text.Unicode.Utf8.TryWrite(target, CultureInfo.InvariantCulture,
                $"{{\"site_id\":\"{_options.Run}-{site}\",\"event_type\":\"page_view\",\"path\":\"/page/{path}\",\"user_id\":\"user-{user}\",\"timestamp\":\"{now:O}\"}}", out length);
        return fits ? length : throw new InvalidOperationException("An event is larger than its room.");
    }
}
