using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

[Collection(SharedRegisteredMode.Name)]
public sealed class KeysTests(RegisteredModeFixture fixture)
{
    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task First_operator_key_is_made_without_another_and_only_once()
    {
        GatewayResponse second = await fixture.SendAsync(HttpMethod.Post, "/api/operator/keys", null, """{"name":"second","scope":"operator"}""");
        Assert.Equal(401, second.Status);
    }

    [Fact]
    public async Task Key_that_is_revoked_is_worth_nothing_at_every_gateway_within_five_seconds()
    {
        using var other = new GatewayClient(_footfall.LocalCluster.Gateways[1].Address);
        await fixture.RegisterAsync("revoked");
        string key = await fixture.MakeSiteKeyAsync("read", "revoked");
        Task<GatewayResponse> AskAsync(GatewayClient gateway) => RegisteredModeFixture.SendAsync(gateway, HttpMethod.Get, "/api/stats?site_id=revoked", key);
        await Eventually.GetAsync("the key is known", () => AskAsync(other), answer => answer.Status == 200, TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await AskAsync(_footfall.Gateway)).Status);

        await fixture.RevokeAsync(key);
        Assert.Equal(401, (await AskAsync(_footfall.Gateway)).Status);
        await Eventually.GetAsync("the key is revoked", () => AskAsync(other), answer => answer.Status == 401, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Live_stream_ends_at_every_gateway_within_five_seconds_of_its_key()
    {
        string key = await fixture.MakeKeyAsync(fixture.Key, """{"name":"stream","scope":"operator"}""");
        using var other = new GatewayClient(_footfall.LocalCluster.Gateways[1].Address);
        await Eventually.GetAsync("the key is known", () => RegisteredModeFixture.SendAsync(other, HttpMethod.Get, "/api/operator/keys", key), answer => answer.Status == 200);
        Task[] streams = [FollowAsync(_footfall.Gateway, key), FollowAsync(other, key)];
        using var kept = new CancellationTokenSource();
        Task allowed = FollowAsync(other, fixture.Key, kept.Token);

        // The key revokes itself; this is the last response that it gets.
        GatewayResponse list = await fixture.SendAsync(HttpMethod.Get, "/api/operator/keys", key);
        string id = JsonDocument.Parse(list.Body).RootElement.GetProperty("keys").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "stream").GetProperty("id").GetString()!;
        Assert.Equal(200, (await fixture.SendAsync(HttpMethod.Delete, $"/api/operator/keys/{id}", key)).Status);
        long revoked = Stopwatch.GetTimestamp();

        await Task.WhenAll(streams).WaitAsync(Eventually.Timeout);
        Assert.InRange(Stopwatch.GetElapsedTime(revoked).TotalSeconds, 0, 5);
        Assert.False(allowed.IsCompleted);
        await kept.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => allowed);
    }

    /// <summary>The site that is authorized is the site that is read, however a request names it.</summary>
    [Theory]
    [InlineData("/api/sites/mine/ledger", 200)]
    [InlineData("/api/sites/theirs/ledger", 403)]
    [InlineData("/api/sites/theirs/ledger?site_id=mine", 403)]
    [InlineData("/api/sites/theirs/dead-letters?site_id=mine", 403)]
    [InlineData("/api/stats?site_id=mine", 200)]
    [InlineData("/api/stats?site_id=theirs", 403)]
    [InlineData("/api/stats?site_id=mine&site_id=theirs", 403)]
    [InlineData("/api/stats?site_id=theirs&site_id=mine", 403)]
    [InlineData("/api/stats?SITE_ID=theirs&site_id=mine", 403)]
    [InlineData("/api/stats?site_id=Mine", 403)]
    [InlineData("/api/sites/mine%2F..%2Ftheirs/ledger", 403)]
    [InlineData("/api/operator/sites/mine", 403)]
    [InlineData("/api/ledger", 403)]
    public async Task Read_key_opens_its_site_and_nothing_else(string path, int status)
    {
        string key = await fixture.MakeSiteKeyAsync("read", "mine");
        Assert.Equal(status, (await fixture.SendAsync(HttpMethod.Get, path, key)).Status);
    }

    [Fact]
    public async Task Secrets_are_kept_nowhere()
    {
        string key = await fixture.MakeSiteKeyAsync("read", "secret");
        string random = key["footfall_read_".Length..];
        Assert.Equal(0, await _footfall.Store.ScalarAsync<long>($"SELECT count(*) FROM access_keys k WHERE k::text LIKE '%{random}%' OR encode(hash, 'escape') LIKE '%{random}%'"));
        GatewayResponse list = await fixture.SendAsync(HttpMethod.Get, "/api/operator/keys", fixture.Key);
        Assert.DoesNotContain(random, list.Body, StringComparison.Ordinal);
        Assert.All(_footfall.LocalCluster.Silos.Concat(_footfall.LocalCluster.Gateways), host => Assert.DoesNotContain(random, host.Output, StringComparison.Ordinal));
        GatewayResponse acts = await fixture.SendAsync(HttpMethod.Get, "/api/operator/audit-log", fixture.Key);
        Assert.DoesNotContain(random, acts.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_a_key_request_are_reported_together()
    {
        GatewayResponse faults = await fixture.SendAsync(HttpMethod.Post, "/api/operator/keys", fixture.Key, """{"scope":"read","expires_in_days":0}""");
        Assert.Equal(400, faults.Status);
        Assert.Equal(3, JsonDocument.Parse(faults.Body).RootElement.GetProperty("details").GetArrayLength());
    }

    [Fact]
    public async Task What_operators_do_is_kept_with_who_and_how_it_ended()
    {
        await fixture.SendAsync(HttpMethod.Post, "/api/operator/sites/acted/pause", fixture.Key);
        await fixture.SendAsync(HttpMethod.Post, "/api/operator/sites/acted/move", fixture.Key);
        GatewayResponse answer = await fixture.SendAsync(HttpMethod.Get, "/api/operator/audit-log?limit=1000", fixture.Key);
        JsonElement[] acts = [.. JsonDocument.Parse(answer.Body).RootElement.GetProperty("entries").EnumerateArray()
            .Where(act => act.GetProperty("site_id").GetString() == "acted")];
        Assert.Equal(
            [("POST /api/operator/sites/{site_id}/move", "first", "this machine", 400), ("POST /api/operator/sites/{site_id}/pause", "first", "this machine", 200)],
            acts.Select(act => (
                act.GetProperty("what").GetString()!, act.GetProperty("who").GetString()!, act.GetProperty("from").GetString()!, act.GetProperty("status").GetInt32())));
    }

    /// <summary>Reads a live stream until the gateway ends it.</summary>
    private static async Task FollowAsync(GatewayClient gateway, string key, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/operator/live");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage response = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, cancellation) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Aborted, not ended.
        }
    }
}
