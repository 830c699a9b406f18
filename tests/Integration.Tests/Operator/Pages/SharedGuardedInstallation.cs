namespace Footfall.Integration.Operator.Pages;

/// <summary>Test classes that share a <see cref="GuardedInstallation"/>.</summary>
[CollectionDefinition(GuardedInstallation.Name)]
public sealed class SharedGuardedInstallation : ICollectionFixture<GuardedInstallation>;
