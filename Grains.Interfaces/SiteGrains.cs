using System.Text;
using Footfall.Operator;
using Footfall.Privacy;
using Footfall.Sites;

namespace Footfall;

/// <summary>
/// Returns grain references for any site id: Orleans itself refuses a key of only white space, which is a
/// valid site id. Events of such a site would otherwise be accepted but never stored.
/// </summary>
public static class SiteGrains
{
    /// <summary>Grain type of <see cref="ISiteGrain"/>.</summary>
    public const string SiteType = "site";

    /// <summary>Grain type of <see cref="ISiteManagementGrain"/>.</summary>
    public const string ManagementType = "sitedesk";

    /// <summary>Grain type of <see cref="ISitePrivacyGrain"/>.</summary>
    public const string PrivacyType = "siteprivacy";

    /// <summary>Returns the site's grain.</summary>
    /// <param name="grains">The grain factory.</param>
    /// <param name="siteId">A valid site id.</param>
    public static ISiteGrain GetSite(this IGrainFactory grains, string siteId) => Get<ISiteGrain>(grains, SiteType, siteId);

    /// <summary>Returns the site's management grain.</summary>
    /// <inheritdoc cref="GetSite"/>
    public static ISiteManagementGrain GetSiteManagement(this IGrainFactory grains, string siteId) => Get<ISiteManagementGrain>(grains, ManagementType, siteId);

    /// <summary>Returns the site's privacy grain.</summary>
    /// <inheritdoc cref="GetSite"/>
    public static ISitePrivacyGrain GetSitePrivacy(this IGrainFactory grains, string siteId) => Get<ISitePrivacyGrain>(grains, PrivacyType, siteId);

    private static TGrain Get<TGrain>(IGrainFactory grains, string type, string siteId)
        where TGrain : IGrainWithStringKey => string.IsNullOrWhiteSpace(siteId)
        ? grains.GetGrain<TGrain>(GrainId.Create(GrainType.Create(type), new IdSpan(Encoding.UTF8.GetBytes(siteId))))
        : grains.GetGrain<TGrain>(siteId);
}
