const everybody = ['admin', 'user'];

/** The attributes of a user; only an administrator sets the agencies. */
export const userProfile = () => ({
  providerId: 'declarative-user-profile',
  config: {
    'kc.user.profile.config': [
      JSON.stringify({
        attributes: [
          {
            name: 'username',
            displayName: '${username}',
            validations: { length: { min: 3, max: 255 } },
            permissions: { view: everybody, edit: ['admin'] },
          },
          {
            name: 'email',
            displayName: '${email}',
            validations: { email: {} },
            permissions: { view: everybody, edit: everybody },
          },
          { name: 'lastName', displayName: '${lastName}', permissions: { view: everybody, edit: ['admin'] } },
          {
            name: 'firstName',
            displayName: '${firstName}',
            permissions: { view: everybody, edit: ['admin'] },
          },
          {
            name: 'agencies',
            displayName: 'Cơ quan',
            multivalued: true,
            permissions: { view: ['admin'], edit: ['admin'] },
          },
        ],
      }),
    ],
  },
});
