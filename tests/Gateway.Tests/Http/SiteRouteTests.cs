using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Footfall.Http;

[Trait("Tier", "fast")]
public sealed class SiteRouteTests
{
    [Theory]
    [InlineData("/api/sites/a/ledger", "a")]
    [InlineData("/api/sites/a?x=/b/c", "a")]
    [InlineData("/api/sites/a%2Fb/ledger", "a/b")]
    [InlineData("/api/sites/a%252Fb/ledger", "a%2Fb")]
    [InlineData("/api/sites/a%2F..%2Fb/ledger", "a/../b")]
    [InlineData("/API/sites/...%20/ledger", "... ")]
    public void SiteId_IsTakenFromThePathAsItWasSent(string target, string expected) => Assert.Equal(expected, Read(target));

    /// <summary>The server routes by a different path than was sent: the id would be a wrong one, such as <c>api</c>.</summary>
    [Theory]
    [InlineData("http://localhost/api/sites/a/ledger")]
    [InlineData("/x/../api/sites/a/ledger")]
    [InlineData("/x/%2e%2E/api/sites/a/ledger")]
    [InlineData("/./api/sites/a/ledger")]
    [InlineData("/api/sites/a/../b/ledger")]
    public void SiteId_OfAPathThatIsRoutedAsAnother_IsNone(string target) => Assert.Null(Read(target));

    [Theory]
    [InlineData("/api/sites")]
    [InlineData("/api/sites/")]
    [InlineData("/api/sites/%00/ledger")]
    [InlineData("*")]
    [InlineData("")]
    public void SiteId_ThatIsNone_IsNone(string target) => Assert.Null(Read(target));

    private static string? Read(string target)
    {
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        return SiteRoute.ReadSiteId(context);
    }
}
