using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>
/// <c>key create</c>: creates a key at the running gateway. The first operator key needs no other; further ones need the key in
/// <c>FOOTFALL_KEY</c>, unless the gateway is open to this machine.
/// </summary>
internal static class KeyCommand
{
    public const string KeyVariable = "FOOTFALL_KEY";

    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const string Form = "./dev key create [NAME], ./dev key create NAME metrics, ./dev key create NAME read SITE_ID, or ./dev key create NAME write SITE_ID";

    /// <summary>Writes the key, and nothing else, to standard output.</summary>
    /// <exception cref="ServerFaultException">The gateway did not create one; the message gives the reason.</exception>
    public static async Task<int> CreateAsync(DevSettings settings, string[] arguments)
    {
        CreateKeyArguments wish = arguments switch
        {
            [] => new CreateKeyArguments("operator", "operator", null),
            [var name] => new CreateKeyArguments(name, "operator", null),
            [var name, "metrics"] => new CreateKeyArguments(name, "metrics", null),
            [var name, "read" or "write", var site] => new CreateKeyArguments(name, arguments[1], site),
            _ => throw new ServerFaultException($"Usage: {Form}"),
        };
        using var http = new HttpClient { BaseAddress = settings.GatewayAddress };
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        Console.WriteLine(await CreateAsync(http, wish));
        return 0;
    }

    private static async Task<string> CreateAsync(HttpClient http, CreateKeyArguments wish)
    {
        try
        {
            using HttpResponseMessage response = await AskAsync(http, wish);
            KeyResponse? answer = await response.Content.ReadFromJsonAsync(DemoJsonContext.Default.KeyResponse);
            return answer?.Key ?? throw new ServerFaultException(
                $"The gateway created no key ({(int)response.StatusCode}): {string.Join("; ", [answer?.Error, .. answer?.Details ?? []])}. {KeyVariable} takes an operator's key.");
        }
        catch (HttpRequestException)
        {
            throw new ServerFaultException($"Nothing answers at {http.BaseAddress}; start it with ./dev up, or set {DevSettings.PortVariable} to its port.");
        }
        catch (Exception e) when (e is JsonException or TaskCanceledException)
        {
            throw new ServerFaultException($"What answers at {http.BaseAddress} is not a gateway, or has no silo: {e.Message}");
        }
    }

    /// <summary>Retries, because a gateway that has just started does not know yet which keys exist.</summary>
    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, CreateKeyArguments wish)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            HttpResponseMessage response = await http.PostAsJsonAsync("/api/operator/keys", wish, DemoJsonContext.Default.CreateKeyArguments);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || Stopwatch.GetElapsedTime(start) > RetryTimeout)
            {
                return response;
            }

            response.Dispose();
            await Task.Delay(Pause);
        }
    }
}
