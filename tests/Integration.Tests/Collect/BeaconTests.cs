using Footfall.Integration.Installations;
using Footfall.Integration.Operator.Pages;

namespace Footfall.Integration.Collect;

/// <summary>Every way in which a page of another origin can send an event, in a real browser.</summary>
public sealed class BeaconTests(Servers servers, Chromium chromium)
{
    private const int Beacons = 100;

    /// <summary>Returns what the page observed, one text per way.</summary>
    private const string Send =
        """
        async ({ gateway, site, beacons }) => {
          let number = 0;
          const event = () => ({ site_id: site, event_type: 'page_view', path: '/', user_id: `u${++number}`, timestamp: new Date().toISOString() });
          const json = (value) => new Blob([JSON.stringify(value)], { type: 'application/json' });
          const told = [];
          for (let i = 0; i < beacons; i++) {
            if (!navigator.sendBeacon(`${gateway}api/event`, json(event()))) told.push('beacon refused');
          }
          const post = async (path, options) => {
            try {
              const answer = await fetch(`${gateway}${path}`, { method: 'POST', ...options });
              told.push(`${answer.status} ${(await answer.json()).success} ${answer.headers.get('Retry-After') ?? ''}`);
            } catch (error) { told.push(`${error}`); }
          };
          const type = { 'Content-Type': 'application/json' };
          await post('api/event', { headers: type, credentials: 'include', body: JSON.stringify(event()) });
          await post('api/event', { headers: type, credentials: 'omit', body: JSON.stringify(event()) });
          await post('api/event', { headers: type, credentials: 'include', keepalive: true, body: JSON.stringify(event()) });
          await post('api/event', { credentials: 'include', body: JSON.stringify(event()) });
          await post('api/events', { headers: { ...type, Authorization: 'Bearer nonsense' }, credentials: 'include', body: JSON.stringify([event(), event()]) });
          await post('api/events', { headers: { 'Content-Type': 'application/x-ndjson' }, credentials: 'include', body: `${JSON.stringify(event())}\n${JSON.stringify(event())}\n` });
          const zipped = await new Response(json([event(), event()]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
          await post('api/events', { headers: { ...type, 'Content-Encoding': 'gzip' }, credentials: 'include', body: zipped });
          await post('api/event', { headers: type, credentials: 'include', body: '{}' });
          await post('api/events', { headers: { ...type, 'Content-Encoding': 'gzip' }, credentials: 'include', body: zipped.slice(0, -8) });
          return told;
        }
        """;

    [Fact]
    public async Task Page_of_another_origin_sends_with_credentials_and_is_told_what_became_of_it()
    {
        Installation footfall = await servers.SharedAsync();
        await using OtherSite shop = await OtherSite.StartAsync();
        await using ConsolePage visit = await chromium.OpenAsync(shop.Address, "/");
        string site = $"beacons-{Guid.NewGuid():N}";

        string[] told = await visit.Page.EvaluateAsync<string[]>(Send, new { gateway = footfall.LocalCluster.GatewayAddress.AbsoluteUri, site, beacons = Beacons });
        Assert.Equal(["202 true ", "202 true ", "202 true ", "202 true ", "202 true ", "202 true ", "202 true ", "400 false ", "400 false "], told);

        // Beacons do not report their arrival. A browser without a screen is a bot, so statistics of people have none of them.
        const int Sent = Beacons + 10;
        DateTime today = DateTime.UtcNow;
        await Eventually.GetAsync(
            "all beacons come",
            () => footfall.Gateway.GetAsync($"/api/sites/{site}/days?from={today.AddDays(-1):yyyy-MM-dd}&to={today.AddDays(1):yyyy-MM-dd}&bots=only"),
            days => days.Body.Contains($"\"total\":{{\"visitors\":{Sent},\"visits\":{Sent},\"views\":{Sent},", StringComparison.Ordinal));
    }
}
