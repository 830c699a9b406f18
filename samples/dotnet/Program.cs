// Sends one event to Footfall: dotnet run GATEWAY SITE_ID PATH USER_ID. FOOTFALL_KEY may hold a write key of the site.
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

const int Attempts = 8;

using var http = new HttpClient { BaseAddress = new Uri(args[0].TrimEnd('/') + "/"), Timeout = TimeSpan.FromSeconds(10) };
if (Environment.GetEnvironmentVariable("FOOTFALL_KEY") is { Length: > 0 } key)
{
    http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
}

// Every attempt sends the same event_id, so an event whose response was lost is stored once.
var visit = new { event_id = Guid.NewGuid(), timestamp = DateTimeOffset.UtcNow, site_id = args[1], event_type = "page_view", path = args[2], user_id = args[3] };
for (int attempt = 0; attempt < Attempts; attempt++)
{
    TimeSpan delay = TimeSpan.FromSeconds(Math.Min(0.2 * Math.Pow(2, attempt), 10));
    try
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("api/event", visit);
        if (response.IsSuccessStatusCode)
        {
            return 0;
        }

        // Another attempt cannot help an event that is invalid or not allowed.
        if (response.StatusCode is < HttpStatusCode.InternalServerError and not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests))
        {
            Console.Error.WriteLine($"Refused with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            return 1;
        }

        delay = response.Headers.RetryAfter?.Delta ?? delay;
    }
    catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
    {
        // The connection failed, or the response was lost.
    }

    await Task.Delay(delay);
}

Console.Error.WriteLine($"Not sent in {Attempts} attempts.");
return 1;
