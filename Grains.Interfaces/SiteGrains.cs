using System.Text;
using Footfall.Operator;
using Footfall.Privacy;
using Footfall.Sites;

namespace Footfall;

/// <summary>
/// References to the grains of one site, whatever its id: Orleans itself refuses a key of white space alone, which is a
/// site's id like any other. Such a site's events would be accepted, and never stored.
/// </summary>
public static class SiteGrains
{
    /// <summary>The type of <see cref="ISiteGrain"/>'s grains.</summary>
    public const string SiteType = "site";

    /// <summary>The type of <see cref="ISiteManagementGrain"/>'s grains.</summary>
    public const string ManagementType = "sitedesk";

    /// <summary>The type of <see cref="ISitePrivacyGrain"/>'s grains.</summary>
    public const string PrivacyType = "siteprivacy";

    /// <summary>The site's grain.</summary>
    /// <param name="grains">Gives references.</param>
    /// <param name="siteId">A valid site id.</param>
    public static ISiteGrain GetSite(this IGrainFactory grains, string siteId) => Get<ISiteGrain>(grains, SiteType, siteId);

    /// <summary>The grain that looks at the site.</summary>
    /// <inheritdoc cref="GetSite"/>
    public static ISiteManagementGrain GetSiteManagement(this IGrainFactory grains, string siteId) => Get<ISiteManagementGrain>(grains, ManagementType, siteId);

    /// <summary>The grain that answers for the data of the site's users.</summary>
    /// <inheritdoc cref="GetSite"/>
    public static ISitePrivacyGrain GetSitePrivacy(this IGrainFactory grains, string siteId) => Get<ISitePrivacyGrain>(grains, PrivacyType, siteId);

    private static TGrain Get<TGrain>(IGrainFactory grains, string type, string siteId)
        where TGrain : IGrainWithStringKey => string.IsNullOrWhiteSpace(siteId)
        ? grains.GetGrain<TGrain>(GrainId.Create(GrainType.Create(type), new IdSpan(Encoding.UTF8.GetBytes(siteId))))
        : grains.GetGrain<TGrain>(siteId);
}
