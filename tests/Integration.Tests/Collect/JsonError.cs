using System.Text.Json;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>The JSON form shared by all refusals.</summary>
internal static class JsonError
{
    private static readonly string[] Leaks = ["Exception", "   at ", "Footfall.", "System."];

    /// <summary>Fails unless the response is JSON with <c>success</c> false and a reason, and exposes no internals.</summary>
    /// <returns>The reason.</returns>
    public static string AssertRefusal(GatewayResponse response, int status)
    {
        Assert.True(response.Status == status, $"{status} expected, but: {response}");
        Assert.Equal("application/json; charset=utf-8", response.ContentType);
        using JsonDocument json = JsonDocument.Parse(response.Body);
        Assert.False(json.RootElement.GetProperty("success").GetBoolean());
        string error = json.RootElement.GetProperty("error").GetString()!;
        Assert.NotEmpty(error);
        Assert.All(Leaks, leak => Assert.DoesNotContain(leak, response.Body, StringComparison.Ordinal));
        return error;
    }
}
