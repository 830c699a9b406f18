using System.Globalization;

namespace Footfall.Dev.Servers;

/// <summary>Queries a host's health.</summary>
internal static class HttpProbe
{
    /// <summary>The response of a host that can do its work.</summary>
    public const string Ok = "200";

    /// <summary>There was no response.</summary>
    public const string Nothing = "no answer";

    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(3) };

    /// <returns><see cref="Ok"/>; or the status and body of another response; or <see cref="Nothing"/>.</returns>
    public static async Task<string> AnswerAsync(Uri uri, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage response = await Client.GetAsync(uri, cancellation);
            string status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return response.IsSuccessStatusCode ? status : $"{status} {await response.Content.ReadAsStringAsync(cancellation)}".TrimEnd();
        }
        catch (HttpRequestException)
        {
            return Nothing;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Nothing;
        }
    }
}
