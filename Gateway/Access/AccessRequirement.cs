using Microsoft.AspNetCore.Authorization;

namespace Footfall.Access;

/// <summary>A route's access policy as an ASP.NET Core authorization requirement.</summary>
internal sealed record AccessRequirement(AccessPolicy Policy) : IAuthorizationRequirement;
